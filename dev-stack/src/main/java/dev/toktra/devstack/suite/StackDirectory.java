package dev.toktra.devstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a stack keeps what. */
public record StackDirectory(Path root) {

    public StackDirectory {
        root = root.toAbsolutePath();
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** PostgreSQL's data and settings. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    Path secrets() {
        return root.resolve("secrets.properties");
    }

    /** The device authority's directory. */
    public Path deviceCa() {
        return root.resolve("device-ca");
    }

    /** The key that signs caller tokens. */
    Path callerKey() {
        return root.resolve("caller.key");
    }

    /** The key under which the secrets of providers are kept. */
    Path secretsKey() {
        return root.resolve("secrets.key");
    }

    /** Organisation, administrator, API key and people, for a gateway that knows none yet. */
    public Path bootstrap() {
        return root.resolve("bootstrap.json");
    }

    /** What was used at the simulated providers. */
    Path simulator() {
        return root.resolve("providers.json");
    }

    Path fleet() {
        return root.resolve("fleet");
    }

    /** What runs now. */
    public Path state() {
        return root.resolve("state.json");
    }

    /** Held by whoever runs a stack here. */
    public Path lock() {
        return root.resolve("up.lock");
    }

    /** What {@code up --detach} says after it has let go of the terminal. */
    public Path launcherLog() {
        return log("launcher");
    }

    /** What a part of the stack writes. */
    public Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    /** The same, with all directories made. */
    public StackDirectory made() {
        try {
            Files.createDirectories(root.resolve("logs"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
