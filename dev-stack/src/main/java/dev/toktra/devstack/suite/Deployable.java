package dev.toktra.devstack.suite;

import dev.toktra.devstack.process.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service of the suite, as it is deployed.
 *
 * @param module its module and its name
 * @param schema its schema in the database
 */
public record Deployable(String module, String schema) {

    public static final Deployable GATEWAY = new Deployable("api-gateway", "gateway");
    public static final Deployable INGEST = new Deployable("ingest-service", "ingest");

    public static final Deployable RECONCILIATION = new Deployable("reconciliation-service", "reconciliation");

    /** All, in the order in which they are waited for. */
    public static final List<Deployable> ALL = List.of(
            INGEST,
            RECONCILIATION,
            new Deployable("scoring-service", "scoring"),
            new Deployable("export-service", "export"),
            new Deployable("reporting-service", "reporting"),
            GATEWAY);

    /** Its HTTP port, for callers inside the suite; the gateway's is for everybody. */
    public StackPort port() {
        return StackPort.of(schema);
    }

    public StackPort managementPort() {
        return StackPort.managementOf(schema);
    }

    Stream<StackPort> ports() {
        return equals(INGEST)
                ? Stream.of(port(), managementPort(), StackPort.DEVICE)
                : Stream.of(port(), managementPort());
    }

    /** Those that take and write batches need more room. */
    Heap heap() {
        return equals(INGEST) || equals(RECONCILIATION) ? Heap.BATCHES : Heap.QUIET;
    }

    /** What the build made of it. */
    Path program(Repository repository) {
        return repository.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
