package dev.toktra.reconciliation.ledger.conservation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Recomputes the sums each night; a difference is an alarm on every replica until a later night finds none. */
@ApplicationScoped
class RecomputeJob {

    private static final Logger LOG = Logger.getLogger(RecomputeJob.class);

    private final RecomputeStore store;
    private final ConservationConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile Optional<Recomputed> last = Optional.empty();

    RecomputeJob(RecomputeStore store, ConservationConfig config, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    @PostConstruct
    void register() {
        Gauge.builder("toktra.conservation.differences", this, RecomputeJob::differences)
                .description("Rows of sums that are not what the single events say; anything above 0 is an alarm")
                .register(meters);
    }

    Optional<Recomputed> last() {
        return last;
    }

    @Scheduled(cron = "{toktra.conservation.recompute-cron}", timeZone = "UTC")
    Uni<Void> recompute() {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        return recompute(yesterday.minusDays(config.recomputeDays() - 1L), yesterday)
                .replaceWithVoid();
    }

    Uni<Recomputed> recompute(LocalDate from, LocalDate until) {
        return store.recompute(from, until).invoke(this::take);
    }

    /** Another replica may have recomputed. */
    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookUp() {
        return store.last()
                .invoke(found -> last = found)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warn("The last recomputation could not be read", failure))
                .onFailure()
                .recoverWithNull();
    }

    private void take(Recomputed found) {
        last = Optional.of(found);
        if (!found.holds()) {
            LOG.errorf(
                    "The sums of %s to %s are not what the single events say: %s",
                    found.fromDay(), found.untilDay(), found);
        }
    }

    private double differences() {
        return last.map(found -> found.hourlyDifferences() + found.dailyDifferences())
                .orElse(0L);
    }
}
