package dev.toktra.devstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.devstack.process.Repository;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In schemas of its own beside the services', which other tests use. */
class ServiceRolesTest {

    private final RunningStack stack = TestStack.running();
    private final ServiceRoles roles =
            new ServiceRoles(stack.database(), Repository.find().roles());

    @Test
    void eachServiceHasExactlyThreeRoles() throws SQLException {
        for (String schema : Database.SCHEMAS) {
            assertThat(strings("select rolname from pg_roles where rolname like '" + schema + "\\_%' order by 1"))
                    .containsExactly(schema + "_app", schema + "_owner", schema + "_worker");
        }
    }

    @Test
    void onlyWorkersPassRowSecurityAndNobodyIsMore() throws SQLException {
        assertThat(
                        strings(
                                "select rolname from pg_roles where rolbypassrls and rolname <> 'postgres' and rolname not like '%worker'"))
                .isEmpty();
        assertThat(strings("select rolname from pg_roles where rolname ~ '_(owner|app|worker)$'"
                        + " and (rolsuper or rolcreaterole or rolcreatedb or rolreplication)"))
                .isEmpty();
    }

    @Test
    void noRoleReachesAnothersSchema() throws SQLException {
        for (String schema : Database.SCHEMAS) {
            assertThat(strings("select rolname from pg_roles where rolname ~ '_(owner|app|worker)$'"
                            + " and has_schema_privilege(rolname, '" + schema + "', 'usage') order by 1"))
                    .containsExactly(schema + "_app", schema + "_owner", schema + "_worker");
        }
    }

    @Test
    void queryIntoAnothersSchemaFails() throws SQLException {
        roles.empty("left", role -> "secret");
        roles.empty("right", role -> "secret");
        try (Connection owner = new Database(stack.postgresUrl(), "left_owner", "secret").connect();
                Statement statement = owner.createStatement()) {
            statement.execute("create table usage (n int); grant all on usage to right_worker");
        }
        try (Connection other = new Database(stack.postgresUrl(), "right_worker", "secret").connect();
                Statement statement = other.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from \"left\".usage"))
                    .hasMessageContaining("permission denied for schema left");
        }
    }

    @Test
    void everyRoleFindsItsOwnSchemaWithoutNamingIt() throws SQLException {
        roles.empty("left", role -> "secret");
        try (Connection app = new Database(stack.postgresUrl(), "left_app", "secret").connect();
                Statement statement = app.createStatement();
                ResultSet rows = statement.executeQuery("select current_schema()")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("left");
        }
    }

    @Test
    void databaseOfAnyNameWillDoAndIsMadeWhereItIsMissing() throws SQLException {
        String url = stack.postgresUrl().replaceFirst("/[^/]+$", "/my-usage?connectTimeout=5");
        Database other =
                new Database(url, stack.database().user(), stack.database().password());
        ServiceRoles there = new ServiceRoles(other, Repository.find().roles());

        there.empty("left", role -> "secret");
        there.empty("left", role -> "secret");

        try (Connection owner = new Database(url, "left_owner", "secret").connect();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select current_database(), current_schema(),"
                        + " has_database_privilege('public', current_database(), 'connect')")) {
            rows.next();
            assertThat(rows.getString(1) + " " + rows.getString(2)).isEqualTo("my-usage left");
            assertThat(rows.getBoolean(3)).as("everybody may connect").isFalse();
        }
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = stack.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
