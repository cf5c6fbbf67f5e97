package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.settling.RunSettlingStore;
import dev.toktra.reconciliation.settling.TokenReports;
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

    private static final String[] REPORTS = TokenReports.all().toArray(String[]::new);

    private final OrganisationTransactions organisation;
    private final RunSettlingStore settling;
    private final Clock clock;

    RunStore(OrganisationTransactions organisation, RunSettlingStore settling, Clock clock) {
        this.organisation = organisation;
        this.settling = settling;
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
                .addUUID(wanted.org())
                .addArrayOfString(REPORTS);
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

    /** A run with what is stored of its range now, and some days of it settled again; 404 where there is none. */
    Uni<String> check(UUID org, UUID runId, RunDays.Asked asked) {
        return organisation
                .snapshot(connection -> connection
                        .preparedQuery(RunSql.FIND)
                        .execute(Tuple.of(runId))
                        .map(RunStore::only)
                        .flatMap(run -> connection
                                .preparedQuery(RunSql.CHECK)
                                .execute(parameters(org, runId, run))
                                .map(rows -> new Checked(days(run, asked), body(rows)))))
                .flatMap(checked -> settling.settle(
                                org,
                                runId,
                                checked.days().start(),
                                checked.days().end())
                        .map(again -> RecomputedMapper.told(checked.body(), checked.days(), again)));
    }

    private record Checked(RunDays days, String body) {}

    private static Tuple parameters(UUID org, UUID runId, Row run) {
        return Tuple.tuple()
                .addLocalDate(run.getLocalDate("start_date"))
                .addLocalDate(run.getLocalDate("end_date"))
                .addString(run.getString("provider"))
                .addUUID(runId)
                .addUUID(org)
                .addArrayOfString(REPORTS);
    }

    private static RunDays days(Row run, RunDays.Asked asked) {
        return asked.in(run.getLocalDate("start_date"), run.getLocalDate("end_date"));
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
