package dev.toktra.reconciliation.asking;

import dev.toktra.callerscope.Reach;
import dev.toktra.events.OrganisationState;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.Placement;
import dev.toktra.reconciliation.asking.view.Refusal;
import dev.toktra.reconciliation.asking.view.Restriction;
import dev.toktra.reconciliation.asking.view.Scope;
import dev.toktra.reconciliation.asking.view.Units;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import dev.toktra.reconciliation.asking.view.UserFilter;
import dev.toktra.reconciliation.asking.view.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what the service's copy of the directory says, inside the transaction of the question. */
@ApplicationScoped
public class ScopeStore {

    private static final String ORGANISATION =
            "select org_id, version, name, zones, currency, privacy, raw_retention_days from organisation";
    private static final String UNITS = "select unit_id, kind, name, parent_id from unit";
    private static final String PEOPLE =
            "select p.user_id, m.department_id, m.team_id, m.valid_from, m.valid_until from person p"
                    + " left join placement m on m.user_id = p.user_id where p.user_id = any($1)";

    private final Clock clock;

    ScopeStore(Clock clock) {
        this.clock = clock;
    }

    /** What matters for a question that these people are part of. */
    public Uni<Scope> read(SqlConnection connection, Collection<UUID> people) {
        return connection
                .query(ORGANISATION)
                .execute()
                .map(ScopeStore::organisation)
                .flatMap(organisation -> connection
                        .query(UNITS)
                        .execute()
                        .map(ScopeStore::units)
                        .flatMap(units -> connection
                                .preparedQuery(PEOPLE)
                                .execute(Tuple.of(people.toArray(new UUID[0])))
                                .map(rows -> new Scope(organisation, units, people(rows), clock.instant()))));
    }

    /** What a question of days of UTC reads; the directory is asked only where it decides something. */
    public Uni<Restriction> restrict(SqlConnection connection, Viewer viewer, UsageFilter asked, DateRange days) {
        if (viewer.reach() == Reach.ORGANISATION && !asked.isOfPeople()) {
            return Uni.createFrom().item(new Restriction(null, asked.model(), asked.provider(), null, null));
        }
        return read(connection, viewer.people(asked)).map(scope -> viewer.select(asked, days, scope));
    }

    /** Adds the three parameters of {@link PlacedSql#chosen}. */
    public static Tuple whose(Tuple parameters, Restriction seen) {
        Set<UUID> departments = seen.departments();
        UserFilter user = seen.user();
        return parameters
                .addString(user == null ? null : user.key())
                .addArrayOfUUID(departments == null ? null : departments.toArray(new UUID[0]))
                .addUUID(seen.team());
    }

    private static OrganisationState organisation(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Refusal.NotYetKnown();
        }
        Row row = rows.iterator().next();
        return new OrganisationState(
                row.getUUID("org_id"),
                row.getLong("version"),
                false,
                row.getString("name"),
                zones((JsonArray) row.getJson("zones")),
                row.getString("currency"),
                OrganisationState.Privacy.valueOf(row.getString("privacy").toUpperCase(Locale.ROOT)),
                row.getInteger("raw_retention_days"));
    }

    private static List<OrganisationState.DatedZone> zones(JsonArray zones) {
        List<OrganisationState.DatedZone> dated = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            JsonObject zone = zones.getJsonObject(i);
            dated.add(new OrganisationState.DatedZone(
                    LocalDate.parse(zone.getString("from")), ZoneId.of(zone.getString("zone"))));
        }
        return dated;
    }

    private static Units units(RowSet<Row> rows) {
        List<Units.Unit> units = new ArrayList<>();
        for (Row row : rows) {
            units.add(new Units.Unit(
                    row.getUUID("unit_id"),
                    row.getString("kind").equals("team"),
                    row.getString("name"),
                    row.getUUID("parent_id")));
        }
        return new Units(units);
    }

    private static Map<UUID, List<Placement>> people(RowSet<Row> rows) {
        Map<UUID, List<Placement>> people = new HashMap<>();
        for (Row row : rows) {
            List<Placement> places = people.computeIfAbsent(row.getUUID("user_id"), id -> new ArrayList<>());
            if (row.getLocalDate("valid_from") != null) {
                places.add(new Placement(
                        row.getUUID("department_id"),
                        row.getUUID("team_id"),
                        row.getLocalDate("valid_from"),
                        row.getLocalDate("valid_until")));
            }
        }
        return people;
    }
}
