package dev.toktra.reconciliation.providers.polling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What polling tells those who watch it. */
@ApplicationScoped
class PollingMetrics {

    private static final Logger LOG = Logger.getLogger(PollingMetrics.class);

    private static final String ACTIVE = """
            select connection_id, provider, created_at, last_success_at, stale from provider_connection
            where deleted_at is null and state = 'active'""";

    private final Pool worker;
    private final MeterRegistry meters;
    private final Clock clock;
    private final MultiGauge ages;
    private volatile List<Seen> seen = List.of();

    PollingMetrics(@ReactiveDataSource("worker") Pool worker, MeterRegistry meters, Clock clock) {
        this.worker = worker;
        this.meters = meters;
        this.clock = clock;
        this.ages = MultiGauge.builder("toktra.polling.age")
                .description("Since the least fresh usage report of a connection was read whole, or since it was made")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("toktra.polling.connections.stale", this, PollingMetrics::stale)
                .description("Active connections that could not be read the last time, or never were")
                .register(meters);
    }

    /** A connection at the last look. */
    record Seen(
            String connectionId,
            String provider,
            Instant createdAt,
            @Nullable Instant success,
            boolean stale) {

        boolean isBehind() {
            return stale || success == null;
        }
    }

    List<Seen> seen() {
        return seen;
    }

    double stale() {
        return seen.stream().filter(Seen::isBehind).count();
    }

    void ended(Outcome outcome) {
        String provider = outcome.claim().slot().provider().word();
        meters.counter(
                        "toktra.polling.runs",
                        "provider",
                        provider,
                        "source",
                        outcome.claim().slot().sourceWord(),
                        "outcome",
                        word(outcome))
                .increment();
        Outcome.Changed changed = outcome.changed();
        meters.counter("toktra.polling.rows.changed", "provider", provider)
                .increment(changed.inserted() + changed.changed() + changed.retracted());
    }

    private static String word(Outcome outcome) {
        return outcome.trouble() == null
                ? outcome.kind().name().toLowerCase(Locale.ROOT)
                : outcome.trouble().failure().name().toLowerCase(Locale.ROOT);
    }

    /** Other replicas poll too. */
    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookUp() {
        return worker.query(ACTIVE)
                .execute()
                .invoke(rows -> {
                    List<Seen> now = new ArrayList<>();
                    rows.forEach(row -> now.add(seen(row)));
                    show(now);
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warn("How old the providers' figures are could not be read", failure))
                .onFailure()
                .recoverWithNull();
    }

    private void show(List<Seen> now) {
        seen = List.copyOf(now);
        Instant instant = clock.instant();
        ages.register(
                now.stream()
                        .map(one -> MultiGauge.Row.of(
                                Tags.of("connection", one.connectionId(), "provider", one.provider()),
                                age(one, instant)))
                        .toList(),
                true);
    }

    private static double age(Seen one, Instant now) {
        Instant since = one.success() == null ? one.createdAt() : one.success();
        return Duration.between(since, now).toMillis() / 1000.0;
    }

    private static Seen seen(Row row) {
        OffsetDateTime success = row.getOffsetDateTime("last_success_at");
        return new Seen(
                row.getUUID("connection_id").toString(),
                row.getString("provider"),
                row.getOffsetDateTime("created_at").toInstant(),
                success == null ? null : success.toInstant(),
                row.getBoolean("stale"));
    }
}
