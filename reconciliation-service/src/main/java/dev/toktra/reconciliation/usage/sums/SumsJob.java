package dev.toktra.reconciliation.usage.sums;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Keeps the sums of days in step with the days that are marked. */
@ApplicationScoped
class SumsJob {

    private static final Logger LOG = Logger.getLogger(SumsJob.class);

    private final SumsStore store;
    private final SumsConfig config;
    private final AtomicLong waiting = new AtomicLong();
    private final Counter days;
    private final Counter failures;

    SumsJob(@DataSource("worker") AgroalDataSource worker, SumsConfig config, MeterRegistry meters) {
        this.store = new SumsStore(worker, config.quiet(), config.patience());
        this.config = config;
        Gauge.builder("toktra.sums.days.waiting", waiting, AtomicLong::doubleValue)
                .description("Days that answers sum from their rows")
                .strongReference(true)
                .register(meters);
        this.days = Counter.builder("toktra.sums.days").description("Days summed").register(meters);
        this.failures = Counter.builder("toktra.sums.failures")
                .description("Times that days could not be summed")
                .register(meters);
    }

    /** Blocks, on a thread that may. Never fails: answers read marked days from their rows, only slower. */
    @Scheduled(every = "${toktra.sums.every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    void sum() {
        try {
            int done;
            do {
                done = store.sum(config.daysAtOnce());
                days.increment(done);
            } while (done == config.daysAtOnce());
            waiting.set(store.waiting());
        } catch (SQLException | RuntimeException failure) {
            failures.increment();
            LOG.error(
                    "Days are not summed; they stay marked and are tried again, and answers take longer. Check PostgreSQL.",
                    failure);
        }
    }
}
