package dev.toktra.devstack.postgres;

import dev.toktra.devstack.process.ChildProcess;
import dev.toktra.devstack.process.Directories;
import dev.toktra.devstack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of our own, durable as in production: fsync and synchronous_commit are on, passwords are checked.
 *
 * @param programs where its programs are, or are unpacked to
 * @param directory its data
 */
public record PostgresServer(Path programs, Path directory) {

    /** Makes the cluster, with the superuser {@code postgres}, unless it is there. */
    public void initialise(String superuserPassword) {
        if (Files.exists(directory.resolve("initialised"))) {
            return;
        }
        Path passwordFile = directory.resolveSibling("initdb-password");
        try {
            Directories.clear(directory);
            PrivateFile.write(passwordFile, superuserPassword + "\n");
            run(List.of(
                    program("initdb"),
                    "--pgdata=" + directory,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C"));
            Files.createFile(directory.resolve("initialised"));
            Files.delete(passwordFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server; it is ready when it lets one log in. */
    public ChildProcess start(int port, Path log) {
        List<String> line = asOtherThanRoot(List.of(
                program("postgres"),
                "-D",
                directory.toString(),
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=300",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "max_wal_size=2GB",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "timezone=UTC"));
        return ChildProcess.start(new ChildProcess.Command(line, Map.of(), log, "INT"));
    }

    private String program(String name) {
        return PostgresArchive.unpackedIn(programs).resolve("bin").resolve(name).toString();
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own root is nobody. */
    private static List<String> asOtherThanRoot(List<String> line) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return line;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(line);
        return wrapped;
    }

    private static String hint(String said) {
        return said.contains("unshare")
                ? ". This machine forbids root user namespaces of its own, which PostgreSQL needs as it refuses root:"
                        + " be another user, or bring a PostgreSQL with --external"
                : "";
    }

    private static void run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(asOtherThanRoot(line))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(line.get(0) + " failed: " + said.strip() + hint(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
