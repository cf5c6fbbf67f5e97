package dev.toktra.scoring.tiers;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Lets people whose override has ended fall back to what their scores earned. */
@ApplicationScoped
class ExpiryJob {

    private static final Logger LOG = Logger.getLogger(ExpiryJob.class);

    private final ExpiryStore overrides;
    private final TierMetrics metrics;
    private final Clock clock;

    ExpiryJob(@DataSource("worker") AgroalDataSource worker, TierMetrics metrics, Clock clock) {
        this.overrides = new ExpiryStore(worker);
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Never fails: what could not be ended is tried again the next time. */
    @Scheduled(every = "${toktra.tiers.expire-every:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        try {
            metrics.expired(overrides.expire(clock.instant()));
        } catch (SQLException | RuntimeException e) {
            metrics.expiryFailed();
            LOG.error(
                    "Overrides of tiers that have ended are not taken away; checks ignore them, but topics and history are behind."
                            + " It is tried again; check PostgreSQL.",
                    e);
        }
    }
}
