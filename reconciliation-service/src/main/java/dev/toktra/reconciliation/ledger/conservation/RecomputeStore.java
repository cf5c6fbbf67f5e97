package dev.toktra.reconciliation.ledger.conservation;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** Recomputes sums from the single events, over all organisations, and keeps what it found. */
@ApplicationScoped
public class RecomputeStore {

    private static final String SAVE = """
            insert into rollup_check (checked_at, from_day, until_day, hourly_differences, daily_differences)
            values ($1, $2, $3, $4, $5)""";

    private final Pool worker;
    private final Clock clock;

    RecomputeStore(@ReactiveDataSource("worker") Pool worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    private record Found(long hourly, long daily) {

        Found plus(Found other) {
            return new Found(hourly + other.hourly, daily + other.daily);
        }
    }

    /** Compares all rows of some days, first and last included, a day at a time. */
    public Uni<Recomputed> recompute(LocalDate from, LocalDate until) {
        Stream<LocalDate> days = from.datesUntil(until.plusDays(1));
        return Multi.createFrom()
                .items(days)
                .onItem()
                .transformToUniAndConcatenate(this::compare)
                .collect()
                .in(() -> new Found[] {new Found(0, 0)}, (sum, found) -> sum[0] = sum[0].plus(found))
                .map(sum -> new Recomputed(clock.instant(), from, until, sum[0].hourly(), sum[0].daily()))
                .call(this::save);
    }

    /** What was found the last time, by whichever replica. */
    Uni<Optional<Recomputed>> last() {
        return worker.query(LedgerSql.RECOMPUTED)
                .execute()
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(recomputed(rows.iterator().next())));
    }

    private Uni<Found> compare(LocalDate day) {
        return differences(RecomputeSql.HOURLY, day)
                .flatMap(hourly -> differences(RecomputeSql.DAILY, day).map(daily -> new Found(hourly, daily)));
    }

    private Uni<Long> differences(String sql, LocalDate day) {
        return worker.preparedQuery(sql)
                .execute(Tuple.of(day))
                .map(rows -> rows.iterator().next().getLong("differences"));
    }

    private Uni<Void> save(Recomputed found) {
        return worker.preparedQuery(SAVE)
                .execute(Tuple.of(
                        found.checkedAt().atOffset(java.time.ZoneOffset.UTC),
                        found.fromDay(),
                        found.untilDay(),
                        found.hourlyDifferences(),
                        found.dailyDifferences()))
                .replaceWithVoid();
    }

    static Recomputed recomputed(Row row) {
        return new Recomputed(
                row.getOffsetDateTime("checked_at").toInstant(),
                row.getLocalDate("from_day"),
                row.getLocalDate("until_day"),
                row.getLong("hourly_differences"),
                row.getLong("daily_differences"));
    }
}
