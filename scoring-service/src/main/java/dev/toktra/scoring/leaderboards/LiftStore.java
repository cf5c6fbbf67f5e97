package dev.toktra.scoring.leaderboards;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.scoring.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records who lifted anonymity, of what and why; records are never changed. */
@ApplicationScoped
class LiftStore {

    private static final String RECORD = """
        with lifted as (
            insert into anonymity_lift (org_id, lift_id, who, department_id, reason, lifted_at, ends_at)
            select $1::uuid, $2, $3, $4::uuid, $5, $6, $7
            where $4::uuid is null or exists (select from unit where unit_id = $4 and kind = 'department')
            returning *),
        noted as (
            insert into audit_act (org_id, act, actor, subject, reason, at)
            select org_id, 'anonymity.lifted', who, coalesce(department_id, org_id)::text, reason, lifted_at from lifted)
        select * from lifted
        """;

    private static final String PAGE = """
        select l.*, (select count(*) from anonymity_lift) as total_count from anonymity_lift l
        where $1::uuid is null or l.lift_id < $1 order by l.lift_id desc limit $2
        """;

    private final OrganisationTransactions organisation;
    private final Caller caller;
    private final Clock clock;
    private final LeaderboardsConfig config;

    LiftStore(OrganisationTransactions organisation, Caller caller, Clock clock, LeaderboardsConfig config) {
        this.organisation = organisation;
        this.caller = caller;
        this.clock = clock;
        this.config = config;
    }

    /** 404 for a department that is not there. */
    Uni<ShownLift> lift(@Nullable UUID departmentId, String reason) {
        Instant now = clock.instant();
        Tuple parameters = Tuple.tuple()
                .addUUID(caller.org())
                .addUUID(UuidCreator.getTimeOrderedEpoch())
                .addString(caller.subject())
                .addUUID(departmentId)
                .addString(reason)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.plus(config.lift()).atOffset(ZoneOffset.UTC));
        return organisation.write(connection -> connection
                .preparedQuery(RECORD)
                .execute(parameters)
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Problems.notFound("department");
                    }
                    return shown(rows.iterator().next());
                }));
    }

    Uni<ShownLift.Page> page(@Nullable UUID before, int limit) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(before, limit + 1))
                .map(rows -> page(rows, limit)));
    }

    private static ShownLift.Page page(RowSet<Row> rows, int limit) {
        List<ShownLift> lifts = new ArrayList<>();
        long total = 0;
        for (Row row : rows) {
            lifts.add(shown(row));
            total = row.getLong("total_count");
        }
        boolean more = lifts.size() > limit;
        List<ShownLift> page = more ? lifts.subList(0, limit) : lifts;
        return new ShownLift.Page(
                page, more ? page.get(page.size() - 1).liftId().toString() : null, more, total);
    }

    private static ShownLift shown(Row row) {
        return new ShownLift(
                row.getUUID("lift_id"),
                row.getString("who"),
                row.getUUID("department_id"),
                row.getString("reason"),
                row.getOffsetDateTime("lifted_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant());
    }
}
