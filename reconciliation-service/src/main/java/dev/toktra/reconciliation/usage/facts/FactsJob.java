package dev.toktra.reconciliation.usage.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Keeps the daily facts in step with the days that are marked. */
@ApplicationScoped
class FactsJob {

    private static final Logger LOG = Logger.getLogger(FactsJob.class);

    private final FactsStore store;
    private final FactsConfig config;
    private final AtomicLong waiting = new AtomicLong();
    private final Counter failures;

    FactsJob(FactsStore store, FactsConfig config, MeterRegistry meters) {
        this.store = store;
        this.config = config;
        Gauge.builder("toktra.facts.days.waiting", waiting, AtomicLong::doubleValue)
                .description("Days whose facts are behind their usage")
                .strongReference(true)
                .register(meters);
        this.failures = Counter.builder("toktra.facts.failures")
                .description("Times that facts could not be recomputed")
                .register(meters);
    }

    /** Recomputes what is due, step by step; a failure is logged and counted, and the marks stay for the next time. */
    @Scheduled(every = "${toktra.facts.every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> recompute() {
        int limit = config.daysAtOnce();
        return Uni.createFrom()
                .deferred(() -> store.recompute(limit, config.dayAtMostEvery()))
                .repeat()
                .whilst(step -> step.days() == limit)
                .onItem()
                .ignoreAsUni()
                .chain(store::waiting)
                .invoke(waiting::set)
                .replaceWithVoid()
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    private void failed(Throwable failure) {
        failures.increment();
        LOG.error(
                "Daily facts are not recomputed; their days stay marked and are tried again. Check PostgreSQL.",
                failure);
    }
}
