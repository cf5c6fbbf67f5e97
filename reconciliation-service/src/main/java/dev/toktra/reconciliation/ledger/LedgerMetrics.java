package dev.toktra.reconciliation.ledger;

import dev.toktra.reconciliation.ledger.counting.Counted;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.counting.Quarantined;
import dev.toktra.reconciliation.ledger.counting.Tallies;
import dev.toktra.reconciliation.ledger.counting.Tally;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** What the ledger tells those who watch it. */
final class LedgerMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer commits;
    private final Timer queryable;

    LedgerMetrics(MeterRegistry meters, LedgerStatus status, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.commits = Timer.builder("toktra.ledger.commit")
                .description("One transaction, from its begin to its commit")
                .register(meters);
        this.queryable = Timer.builder("toktra.ledger.queryable")
                .description("From the arrival of a batch at ingest until its events are in every answer")
                .serviceLevelObjectives(Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofSeconds(1))
                .register(meters);
        gauge("toktra.ledger.lag", () -> status.now().lag());
        gauge("toktra.ledger.partitions.assigned", () -> status.now().assigned());
        gauge("toktra.ledger.partitions.stopped", () -> status.now().stopped().size());
        for (LedgerStatus.Loop loop : LedgerStatus.Loop.values()) {
            Gauge.builder("toktra.ledger.loop", () -> status.now().loop() == loop ? 1 : 0)
                    .tag("state", loop.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    void committed(Portion part, Counted counted, Duration took) {
        commits.record(took);
        Tallies total = counted.total();
        for (Tally tally : Tally.values()) {
            meters.counter("toktra.ledger.numbers", "counted_as", tally.name().toLowerCase(Locale.ROOT))
                    .increment(total.of(tally));
        }
        for (Quarantined one : counted.quarantined()) {
            meters.counter("toktra.ledger.quarantined", "reason", one.fault().reason())
                    .increment();
        }
        Instant now = clock.instant();
        part.batches().forEach(batch -> queryable.record(Duration.between(batch.receivedAt(), now)));
    }

    /** The loop met something that it tries again. */
    void retried(String what) {
        meters.counter("toktra.ledger.retries", "of", what).increment();
    }

    private void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(meters);
    }
}
