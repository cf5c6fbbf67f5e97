package dev.toktra.reconciliation.budgets;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Reach;
import dev.toktra.events.EventJson;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.OrganisationState.Privacy;
import dev.toktra.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows the organisation's day and how far a caller sees on it, inside the transaction of a request. */
@ApplicationScoped
class SightStore {

    /**
     * Departments that a lead sees: the own one of today and those below; nobody else needs them. Begins a {@code with}
     * whose first two parameters are the viewer and the day.
     */
    static final String OWN = """
            with recursive own as (
                select p.department_id as unit_id from placement p
                where p.user_id = $1::uuid and p.department_id is not null
                    and p.valid_from <= $2::date and (p.valid_until is null or $2::date < p.valid_until)
                union select u.unit_id from unit u join own o on u.parent_id = o.unit_id)""";

    /** Whether a lead sees a budget {@code b}; behind {@link #OWN}. */
    static final String IS_OWN = """
            (b.scope = 'department' and b.scope_id in (select unit_id from own)
                or b.scope = 'person' and exists (
                    select from placement p where p.user_id = b.scope_id and p.department_id in (select unit_id from own)
                        and p.valid_from <= $2::date and (p.valid_until is null or $2::date < p.valid_until)))""";

    private static final String ZONES = "select org_id, zones::text as zones from organisation";

    private final Caller caller;
    private final Clock clock;

    SightStore(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What the caller sees.
     *
     * @param viewer null for programs
     */
    record Sight(Reach reach, @Nullable UUID viewer, LocalDate today) {

        boolean everything() {
            return reach == Reach.ORGANISATION;
        }
    }

    /** Throws 503 where the directory has not told of the organisation yet. */
    Uni<Sight> read(SqlConnection connection) {
        Reach reach = caller.reach();
        UUID viewer = caller.userId();
        return connection.query(ZONES).execute().map(rows -> {
            if (rows.size() == 0) {
                throw Problem.unavailable(
                        "organisation-not-yet-known",
                        "The directory has not told of the organisation yet.",
                        Duration.ofSeconds(5));
            }
            String zones = rows.iterator().next().getString("zones");
            DatedZone[] dated = EventJson.read(zones.getBytes(StandardCharsets.UTF_8), DatedZone[].class);
            OrganisationState organisation =
                    new OrganisationState(caller.org(), 1, false, "-", List.of(dated), "USD", Privacy.TEAMS_ONLY, 30);
            return new Sight(reach, viewer, organisation.dayOf(clock.instant()));
        });
    }
}
