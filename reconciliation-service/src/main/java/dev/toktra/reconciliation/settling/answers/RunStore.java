package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ranges as they were settled at a moment, of the caller's organisation. */
@ApplicationScoped
class RunStore {

    private final OrganisationTransactions organisation;
    private final Clock clock;

    RunStore(OrganisationTransactions organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    /** A range that somebody wants kept. */
    record Wanted(
            UUID org,
            String who,
            LocalDate start,
            LocalDate end,
            @Nullable String provider) {}

    /** A run that was made. */
    record Made(UUID runId, String body) {}

    Uni<Made> make(Wanted wanted) {
        Tuple parameters = Tuple.tuple()
                .addLocalDate(wanted.start())
                .addLocalDate(wanted.end())
                .addString(wanted.provider())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addString(wanted.who())
                .addUUID(wanted.org());
        return organisation.write(connection -> connection
                .preparedQuery(RunSql.MAKE)
                .execute(parameters)
                .map(rows -> rows.iterator().next())
                .map(row -> new Made(row.getUUID("run_id"), row.getString("body"))));
    }

    /** The latest first. */
    Uni<String> page(@Nullable UUID before, int limit) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(RunSql.PAGE)
                .execute(Tuple.of(before, limit))
                .map(RunStore::body));
    }

    /** A run with what is settled of its range now; 404 where there is none. */
    Uni<String> check(UUID runId) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(RunSql.FIND)
                .execute(Tuple.of(runId))
                .map(RunStore::only)
                .flatMap(run -> connection
                        .preparedQuery(RunSql.CHECK)
                        .execute(Tuple.of(
                                run.getLocalDate("start_date"),
                                run.getLocalDate("end_date"),
                                run.getString("provider"),
                                runId)))
                .map(RunStore::body));
    }

    private static Row only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problems.notFound("run");
        }
        return rows.iterator().next();
    }

    private static String body(RowSet<Row> rows) {
        return rows.iterator().next().getString("body");
    }
}
