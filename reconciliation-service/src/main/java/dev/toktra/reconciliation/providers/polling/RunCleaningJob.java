package dev.toktra.reconciliation.providers.polling;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Takes old runs away, so that the list of a connection's runs does not grow for ever. */
@ApplicationScoped
class RunCleaningJob {

    private static final Logger LOG = Logger.getLogger(RunCleaningJob.class);

    private final RunCleaningStore store;
    private final PollingConfig config;
    private final MeterRegistry meters;

    RunCleaningJob(
            @DataSource("worker") AgroalDataSource worker, PollingConfig config, MeterRegistry meters, Clock clock) {
        this.store = new RunCleaningStore(worker, clock);
        this.config = config;
        this.meters = meters;
    }

    /** What could not be taken away is taken the next time. */
    @Scheduled(every = "${toktra.polling.clean-every:6h}", concurrentExecution = ConcurrentExecution.SKIP)
    void clean() {
        try {
            int gone = store.clean(config.keepRuns(), config.keepTellingRuns());
            meters.counter("toktra.polling.runs.cleaned").increment(gone);
        } catch (SQLException e) {
            LOG.warn("Old runs stay until the next look; check PostgreSQL if this goes on", e);
        }
    }
}
