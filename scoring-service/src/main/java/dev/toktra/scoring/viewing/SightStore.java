package dev.toktra.scoring.viewing;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Reach;
import dev.toktra.callerscope.Role;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.directory.Organisation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows the organisation and how far a caller sees, inside the transaction of a request. */
@ApplicationScoped
public class SightStore {

    /**
     * Units that a lead sees: the own department of today and those below; nobody else needs them. Begins a {@code with}
     * whose first two parameters are the viewer and the day.
     */
    public static final String OWN = """
            with recursive own as (
                select m.department_id as unit_id from membership m
                where m.user_id = $1::uuid and m.department_id is not null
                    and m.valid_from <= $2::date and (m.valid_until is null or $2::date < m.valid_until)
                union select u.unit_id from unit u join own o on u.parent_id = o.unit_id)""";

    private static final String ORGANISATION = """
            select o.org_id, o.privacy, z.valid_from, z.zone
            from organisation o join organisation_zone z using (org_id) order by z.place""";

    private final Caller caller;
    private final Clock clock;

    SightStore(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** Throws 503 where the directory has not told of the organisation yet. */
    public Uni<Sight> read(SqlConnection connection) {
        Reach reach = caller.reach();
        UUID viewer = caller.userId();
        boolean officer = caller.hasRole(Role.PRIVACY_OFFICER);
        return connection.query(ORGANISATION).execute().map(rows -> sight(organisation(rows), reach, viewer, officer));
    }

    private Sight sight(Organisation organisation, Reach reach, @Nullable UUID viewer, boolean officer) {
        return new Sight(organisation, reach, viewer, organisation.dayOf(clock.instant()), officer);
    }

    private static Organisation organisation(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problems.organisationNotYetKnown();
        }
        List<LocalDate> days = new ArrayList<>();
        List<String> zones = new ArrayList<>();
        for (Row row : rows) {
            days.add(row.getLocalDate("valid_from"));
            zones.add(row.getString("zone"));
        }
        Row first = rows.iterator().next();
        return Organisation.of(first.getUUID("org_id"), first.getString("privacy"), days, zones);
    }
}
