package dev.toktra.reconciliation.providers.polling;

import dev.toktra.callerscope.OrganisationTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs of a connection of the caller's organisation, and the wish for another one. */
@ApplicationScoped
class RunPageStore {

    private static final String PAGE = """
            select * from poll_run where connection_id = $1 and ($2::uuid is null or run_id < $2)
            order by run_id desc limit $3""";
    private static final String COUNT = "select count(*) from poll_run where connection_id = $1";
    private static final String NOW = """
            update poll_slot set due_at = least(due_at, $2) where connection_id = $1 and span in ('recent', 'names')""";

    private final OrganisationTransactions organisation;
    private final Clock clock;

    RunPageStore(OrganisationTransactions organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    /** The latest first. */
    Uni<ShownRun.Page> page(UUID connectionId, @Nullable UUID before, int limit) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(connectionId, before, limit + 1))
                .flatMap(rows -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(connectionId))
                        .map(count -> {
                            List<ShownRun> runs = new ArrayList<>();
                            rows.forEach(row -> runs.add(run(row)));
                            return page(runs, limit, count.iterator().next().getLong(0));
                        })));
    }

    /** Makes the recent reads and the names due; what a provider asked for is honoured all the same. */
    Uni<Integer> pollNow(UUID connectionId) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return organisation.write(connection -> connection
                .preparedQuery(NOW)
                .execute(Tuple.of(connectionId, now))
                .map(rows -> rows.rowCount()));
    }

    private static ShownRun.Page page(List<ShownRun> runs, int limit, long total) {
        boolean more = runs.size() > limit;
        List<ShownRun> items = more ? runs.subList(0, limit) : runs;
        return new ShownRun.Page(items, more ? items.get(limit - 1).runId().toString() : null, more, total);
    }

    private static ShownRun run(Row row) {
        Instant started = row.getOffsetDateTime("started_at").toInstant();
        Instant finished = instant(row, "finished_at");
        return new ShownRun(
                row.getUUID("run_id"),
                row.getString("source"),
                row.getString("span"),
                instant(row, "window_start"),
                instant(row, "window_end"),
                row.getString("width"),
                started,
                finished,
                finished == null ? null : Duration.between(started, finished).toMillis(),
                row.getString("outcome"),
                row.getString("failure"),
                row.getString("words"),
                Arrays.asList(row.getArrayOfStrings("remarks")),
                row.getInteger("pages"),
                row.getInteger("rows"),
                row.getInteger("dropped"),
                row.getInteger("inserted"),
                row.getInteger("changed"),
                row.getInteger("missing"),
                row.getInteger("retracted"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
