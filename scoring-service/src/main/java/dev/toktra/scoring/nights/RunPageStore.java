package dev.toktra.scoring.nights;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.problem.Problem;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.directory.Organisation;
import dev.toktra.scoring.nights.ShownRun.Part;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs of the caller's organisation, and the wish for another one. */
@ApplicationScoped
class RunPageStore {

    private static final String PAGE =
            "select * from night_run where $1::uuid is null or run_id < $1 order by run_id desc limit $2";
    private static final String COUNT = "select count(*) from night_run";
    private static final String FIND = "select * from night_run where run_id = $1";
    private static final String PARTS = "select * from night_part where run_id = any($1) order by place, name";
    private static final String ASK = """
            insert into night_run (run_id, org_id, day, zone, kind, state, requested_by, queued_at)
            values ($1, $2, $3, $4, 'on_demand', 'queued', $5, $6) on conflict do nothing""";

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Caller caller;
    private final Clock clock;

    RunPageStore(OrganisationTransactions organisation, SightStore sights, Caller caller, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.caller = caller;
        this.clock = clock;
    }

    Uni<ShownRun.Page> page(@Nullable UUID before, int limit) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(before, limit + 1))
                .flatMap(rows -> withParts(connection, rows))
                .flatMap(runs -> connection.query(COUNT).execute().map(count -> {
                    boolean more = runs.size() > limit;
                    List<ShownRun> items = more ? runs.subList(0, limit) : runs;
                    return new ShownRun.Page(
                            items,
                            more ? items.get(limit - 1).runId().toString() : null,
                            more,
                            count.iterator().next().getLong(0));
                })));
    }

    /** The run; 404 where the organisation has no such one. */
    Uni<ShownRun> find(UUID runId) {
        return organisation.snapshot(connection -> found(connection, runId));
    }

    /** Queues a run of the last whole day; 409 while another one is open. */
    Uni<ShownRun> ask() {
        UUID org = caller.org();
        String who = caller.subject();
        return organisation.write(connection ->
                sights.read(connection).flatMap(sight -> ask(connection, sight.organisation(), org, who)));
    }

    private Uni<ShownRun> ask(SqlConnection connection, Organisation organisation, UUID org, String who) {
        UUID runId = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        LocalDate day = organisation.dayOf(now).minusDays(1);
        Tuple run = Tuple.tuple()
                .addUUID(runId)
                .addUUID(org)
                .addLocalDate(day)
                .addString(organisation.zoneOn(day.plusDays(1)).getId())
                .addString(who)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(ASK).execute(run).flatMap(made -> {
            if (made.rowCount() == 0) {
                throw Problem.conflict("A run of this organisation is not finished yet; wait for it.");
            }
            return found(connection, runId);
        });
    }

    private static Uni<ShownRun> found(SqlConnection connection, UUID runId) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(runId))
                .flatMap(rows -> withParts(connection, rows))
                .map(runs -> {
                    if (runs.isEmpty()) {
                        throw Problems.notFound("run");
                    }
                    return runs.get(0);
                });
    }

    private static Uni<List<ShownRun>> withParts(SqlConnection connection, RowSet<Row> runs) {
        List<UUID> ids = new ArrayList<>();
        runs.forEach(row -> ids.add(row.getUUID("run_id")));
        return connection
                .preparedQuery(PARTS)
                .execute(Tuple.of(ids.toArray(new UUID[0])))
                .map(rows -> {
                    Map<UUID, List<Part>> parts = new HashMap<>();
                    rows.forEach(row -> parts.computeIfAbsent(row.getUUID("run_id"), id -> new ArrayList<>())
                            .add(part(row)));
                    List<ShownRun> shown = new ArrayList<>();
                    runs.forEach(row -> shown.add(run(row, parts.getOrDefault(row.getUUID("run_id"), List.of()))));
                    return shown;
                });
    }

    private static ShownRun run(Row row, List<Part> parts) {
        int finished = (int)
                parts.stream().filter(part -> part.state().equals("finished")).count();
        return new ShownRun(
                row.getUUID("run_id"),
                row.getLocalDate("day"),
                row.getString("zone"),
                row.getString("kind"),
                row.getString("state"),
                row.getString("requested_by"),
                row.getOffsetDateTime("queued_at").toInstant(),
                instant(row, "began_at"),
                instant(row, "finished_at"),
                new ShownRun.Progress(finished, parts.isEmpty() ? null : parts.size()),
                parts);
    }

    private static Part part(Row row) {
        return new Part(
                row.getString("name"),
                row.getString("state"),
                row.getInteger("attempts"),
                row.getInteger("results"),
                instant(row, "began_at"),
                instant(row, "finished_at"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
