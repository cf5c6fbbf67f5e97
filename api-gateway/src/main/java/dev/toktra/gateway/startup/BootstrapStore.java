package dev.toktra.gateway.startup;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.events.EventJson;
import dev.toktra.events.PersonState;
import dev.toktra.gateway.access.KeySecret;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the first organisation: all of it or nothing, and only into an empty directory. It blocks, because the service
 * must not start before it is done.
 */
@ApplicationScoped
class BootstrapStore {

    private static final String ORGANISATION =
            "insert into organisation (org_id, name, currency, version) values (?, ?, ?, next_version(0))";
    private static final String ZONE = "insert into organisation_zone values (?, date 'epoch', ?)";
    private static final String UNITS = "insert into unit (org_id, unit_id, kind, name, parent_id, version)"
            + " select ?, u.unit_id, u.kind, u.name, u.parent_id, next_version(0)"
            + " from json_to_recordset(?::json) as u(unit_id uuid, kind text, name text, parent_id uuid)";
    private static final String PEOPLE = "insert into person (org_id, user_id, email, name, role, status, version)"
            + " select p.org_id, p.user_id, p.email, p.name, p.role, p.status, next_version(0)"
            + " from json_to_recordset(?::json)"
            + " as p(org_id uuid, user_id uuid, email text, name text, role text, status text)";
    private static final String PARTS = " from json_to_recordset(?::json) as p(org_id uuid, user_id uuid, parts json),";
    private static final List<String> DATED = List.of(
            "insert into membership select p.org_id, p.user_id, d.*"
                    + PARTS.replace("parts", "memberships")
                    + " json_to_recordset(p.memberships)"
                    + " as d(department_id uuid, team_id uuid, valid_from date, valid_until date)",
            "insert into alias select p.org_id, p.user_id, d.*"
                    + PARTS.replace("parts", "aliases")
                    + " json_to_recordset(p.aliases) as d(kind text, value text, valid_from date, valid_until date)",
            "insert into eligibility select p.org_id, p.user_id, d.*"
                    + PARTS.replace("parts", "eligibility")
                    + " json_to_recordset(p.eligibility) as d(valid_from date, valid_until date)");
    private static final String KEY = "insert into api_key (org_id, key_id, name, hint, digest, scopes, created_at)"
            + " values (?, ?, 'First key', ?, ?, array['admin'], now())";

    private final javax.sql.DataSource worker;

    BootstrapStore(@DataSource("worker") javax.sql.DataSource worker) {
        this.worker = worker;
    }

    /** A unit of either kind, as the statement above reads it. */
    private record UnitToAdd(
            UUID unitId, String kind, String name, @Nullable UUID parentId) {}

    /** Whether no organisation was ever made here. */
    boolean directoryIsEmpty() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return isEmpty(connection);
        }
    }

    /** Writes it all, unless another replica was first. */
    void write(Bootstrap bootstrap, List<PersonState> people) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                run(connection, "select pg_advisory_xact_lock(hashtextextended('bootstrap', 0))");
                if (isEmpty(connection)) {
                    insert(connection, bootstrap, people);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select not exists (select from organisation)")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static void insert(Connection connection, Bootstrap bootstrap, List<PersonState> people)
            throws SQLException {
        Bootstrap.Organisation organisation = bootstrap.organisation();
        UUID orgId = organisation.orgId();
        run(connection, ORGANISATION, orgId, organisation.name(), organisation.currency());
        run(connection, ZONE, orgId, organisation.timeZone());
        run(connection, UNITS, orgId, json(departments(bootstrap)));
        run(connection, UNITS, orgId, json(teams(bootstrap)));
        String states = json(people);
        run(connection, PEOPLE, states);
        for (String dated : DATED) {
            run(connection, dated, states);
        }
        KeySecret secret = KeySecret.of(bootstrap.apiKey())
                .orElseThrow(() -> new IllegalArgumentException("api_key must be tk_live_ and 22 to 200 letters"));
        run(connection, KEY, orgId, UuidCreator.getTimeOrderedEpoch(), secret.hint(), secret.digest());
    }

    private static List<UnitToAdd> departments(Bootstrap bootstrap) {
        return bootstrap.departments().stream()
                .map(unit -> new UnitToAdd(unit.unitId(), "department", unit.name(), unit.parentId()))
                .toList();
    }

    private static List<UnitToAdd> teams(Bootstrap bootstrap) {
        return bootstrap.teams().stream()
                .map(unit -> new UnitToAdd(unit.unitId(), "team", unit.name(), unit.departmentId()))
                .toList();
    }

    private static String json(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }

    private static void run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
