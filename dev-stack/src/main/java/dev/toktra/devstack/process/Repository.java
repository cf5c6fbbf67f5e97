package dev.toktra.devstack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The work tree that this program was built in. */
public record Repository(Path root) {

    /** From the system property {@code toktra.root}, else upwards from the current directory. */
    public static Repository find() {
        String told = System.getProperty("toktra.root");
        if (told != null && !told.isBlank()) {
            return new Repository(Path.of(told).toAbsolutePath());
        }
        Path start = Path.of("").toAbsolutePath();
        Path here = start;
        while (!Files.exists(here.resolve("deploy/topics.yaml"))) {
            here = Optional.ofNullable(here.getParent())
                    .orElseThrow(() -> new IllegalStateException("no Toktra work tree at " + start + " or above"));
        }
        return new Repository(here);
    }

    public Path topics() {
        return root.resolve("deploy/topics.yaml");
    }

    public Path roles() {
        return root.resolve("deploy/postgres/roles.sql");
    }

    /** Where the stack keeps its data; never committed. */
    public Path kept() {
        return root.resolve(".toktra");
    }

    /** This module's own classes, for processes that are started from it. */
    public Path classes() {
        return root.resolve("dev-stack/target/classes");
    }

    /** What those processes need besides; the build copies it there. */
    public Path libraries() {
        return root.resolve("dev-stack/target/lib");
    }

    /** The start of a command line that runs {@code main} of this module on the Java that runs us. */
    public List<String> java(Class<?> main, String heap) {
        if (!Files.isDirectory(libraries()) || !Files.isDirectory(classes())) {
            throw new IllegalStateException("dev-stack is not built: run mvn -pl dev-stack process-classes in " + root);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dtoktra.root=" + root,
                "-cp",
                classes() + ":" + libraries() + "/*",
                main.getName());
    }
}
