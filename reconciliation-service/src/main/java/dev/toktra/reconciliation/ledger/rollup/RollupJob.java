package dev.toktra.reconciliation.ledger.rollup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Catches up with the days that were marked. */
@ApplicationScoped
class RollupJob {

    private static final Logger LOG = Logger.getLogger(RollupJob.class);

    private final DailyStore days;
    private final RollupConfig config;
    private final MeterRegistry meters;

    RollupJob(DailyStore days, RollupConfig config, MeterRegistry meters) {
        this.days = days;
        this.config = config;
        this.meters = meters;
    }

    /** Never fails: a failure is logged and counted, and the marks stay for the next time. */
    @Scheduled(every = "${toktra.rollup.every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        Timer.Sample sample = Timer.start(meters);
        return days.refresh(config.daysAtOnce())
                .invoke(count -> sample.stop(meters.timer("toktra.rollup.refresh")))
                .invoke(count -> meters.counter("toktra.rollup.days").increment(count))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warn("Daily sums could not be refreshed; the days stay marked", failure))
                .onFailure()
                .invoke(failure -> meters.counter("toktra.rollup.failures").increment())
                .onFailure()
                .recoverWithNull();
    }
}
