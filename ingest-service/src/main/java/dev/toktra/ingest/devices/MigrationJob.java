package dev.toktra.ingest.devices;

import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Migrates the schema as soon as PostgreSQL is there: events are taken without it. */
@ApplicationScoped
class MigrationJob {

    private static final Logger LOG = Logger.getLogger(MigrationJob.class);

    private final Flyway flyway;
    private final DeviceTables tables;
    private boolean complained;

    MigrationJob(@FlywayDataSource("worker") Flyway flyway, DeviceTables tables) {
        this.flyway = flyway;
        this.tables = tables;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void migrate() {
        if (tables.areReady()) {
            return;
        }
        try {
            flyway.migrate();
            tables.migrated();
        } catch (FlywayException e) {
            if (!complained) {
                LOG.errorf(
                        "The tables of devices are not there (%s). Events are taken, devices wait in memory. Check that"
                                + " PostgreSQL answers; it is tried again every 2 s.",
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                complained = true;
            }
        }
    }
}
