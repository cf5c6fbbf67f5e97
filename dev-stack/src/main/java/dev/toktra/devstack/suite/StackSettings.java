package dev.toktra.devstack.suite;

import dev.toktra.devstack.postgres.Database;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.process.Secrets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which stack, where.
 *
 * @param external where Kafka, PostgreSQL and mail are somebody else's
 * @param simulated whether the providers are simulated, and so may be asked as often as one likes
 */
public record StackSettings(
        Repository repository,
        StackDirectory directory,
        StackPorts ports,
        Optional<External> external,
        boolean simulated) {

    /** Without simulated providers. */
    public StackSettings(
            Repository repository, StackDirectory directory, StackPorts ports, Optional<External> external) {
        this(repository, directory, ports, external, false);
    }

    public StackSettings withSimulatedProviders() {
        return new StackSettings(repository, directory, ports, external, true);
    }

    /** A stack of its own for a test: any free ports, and a directory that is the test's. */
    public static StackSettings forTest(Path directory) {
        return new StackSettings(Repository.find(), new StackDirectory(directory), StackPorts.free(), Optional.empty());
    }

    Secrets secrets() {
        return Secrets.in(directory.secrets());
    }

    String bootstrapServers() {
        return external.map(External::bootstrapServers).orElseGet(() -> "127.0.0.1:" + ports.of(StackPort.KAFKA));
    }

    String topicsPrefix() {
        return external.map(External::topicsPrefix).orElse("");
    }

    /** The database, as its superuser. */
    public Database database() {
        return external.map(
                        theirs -> new Database(theirs.postgresUrl(), theirs.postgresUser(), theirs.postgresPassword()))
                .orElseGet(() -> new Database(
                        "postgresql://127.0.0.1:" + ports.of(StackPort.POSTGRES) + "/toktra",
                        "postgres",
                        secrets().of("postgres")));
    }

    String url(StackPort port) {
        return (port == StackPort.DEVICE ? "https" : "http") + "://127.0.0.1:" + ports.of(port);
    }

    String mailbox() {
        return external.map(External::mailbox).orElseGet(() -> url(StackPort.MAILBOX));
    }
}
