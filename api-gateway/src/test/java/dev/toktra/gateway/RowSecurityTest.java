package dev.toktra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.access.KeySecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database alone keeps organisations apart: these statements carry no condition on the organisation. */
@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class RowSecurityTest {

    private static final List<String> WITH_ORGANISATION = List.of(
            "organisation",
            "organisation_zone",
            "unit",
            "person",
            "membership",
            "alias",
            "eligibility",
            "api_key",
            "idempotent_answer");

    private static final List<String> WITHOUT_ORGANISATION = List.of(
            "dead_letter",
            "flyway_schema_history",
            "publisher_marker",
            "publisher_tombstone",
            "reader_key",
            "reader_position");

    private final TestOrganisation mine = TestOrganisation.make();
    private final TestOrganisation theirs = TestOrganisation.make();

    @BeforeEach
    void fill() {
        fill(mine);
        fill(theirs);
    }

    private static void fill(TestOrganisation organisation) {
        String department = organisation
                .admin()
                .header("Idempotency-Key", "k")
                .body("{\"name\": \"D\"}")
                .post("/v1/departments")
                .path("department_id");
        organisation
                .admin()
                .body("{\"email\": \"a@b.example\", \"name\": \"A\", \"department_id\": \"" + department
                        + "\", \"aliases\": [{\"kind\": \"account\", \"value\": \"a\"}]}")
                .post("/v1/users")
                .then()
                .statusCode(201);
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** What the app role sees of a table. */
    private static List<String> seen(String table, @Nullable UUID organisation) throws SQLException {
        try (Connection app = TestStack.running().connect("gateway_app");
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            if (organisation != null) {
                column(statement, "select set_config('toktra.org', '" + organisation + "', true)");
            }
            return column(statement, "select distinct org_id::text from " + table);
        }
    }

    @Test
    void requestSeesItsOrganisationAndNoOther() throws SQLException {
        for (String table : WITH_ORGANISATION) {
            assertThat(seen(table, mine.orgId()))
                    .as(table)
                    .containsExactly(mine.orgId().toString());
            assertThat(seen(table, theirs.orgId()))
                    .as(table)
                    .containsExactly(theirs.orgId().toString());
        }
    }

    @Test
    void withoutAnOrganisationThereIsNothing() throws SQLException {
        for (String table : WITH_ORGANISATION) {
            assertThat(seen(table, null)).as(table).isEmpty();
        }
    }

    @Test
    void rowsOfOthersCanBeNeitherWrittenNorMoved() throws SQLException {
        try (Connection app = TestStack.running().connect("gateway_app");
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            column(statement, "select set_config('toktra.org', '" + mine.orgId() + "', true)");

            assertThat(statement.executeUpdate("update person set name = 'x' where org_id = '" + theirs.orgId() + "'"))
                    .isZero();
            assertThatThrownBy(() -> statement.executeUpdate("update person set org_id = '" + theirs.orgId() + "'"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void holderOfAKeySeesItsRowAndNoOther() throws SQLException {
        byte[] digest = KeySecret.of(mine.adminKey()).orElseThrow().digest();
        String found = "select org_id::text from api_key_with(decode('"
                + HexFormat.of().formatHex(digest) + "', 'hex'))";
        try (Connection app = TestStack.running().connect("gateway_app");
                Statement statement = app.createStatement()) {
            assertThat(column(statement, found)).containsExactly(mine.orgId().toString());
            assertThat(column(statement, "select org_id from api_key")).isEmpty();
            app.setAutoCommit(false);
            column(statement, found);
            assertThat(column(statement, "select org_id::text from api_key"))
                    .containsExactly(mine.orgId().toString());
            assertThat(statement.executeUpdate("update api_key set revoked_at = now()"))
                    .isZero();
        }
    }

    @Test
    void everyTableIsEitherSecuredOrKnownToHoldNoOrganisation() throws SQLException {
        try (Connection worker = TestStack.running().connect("gateway_worker");
                Statement statement = worker.createStatement()) {
            String secured = " relkind in ('r', 'p') and relnamespace = 'gateway'::regnamespace and ";

            assertThat(column(
                            statement,
                            "select relname from pg_class where" + secured + "relrowsecurity and relforcerowsecurity"))
                    .containsExactlyInAnyOrderElementsOf(WITH_ORGANISATION);
            assertThat(column(
                            statement,
                            "select relname from pg_class where" + secured
                                    + "not (relrowsecurity and relforcerowsecurity)"))
                    .containsExactlyInAnyOrderElementsOf(WITHOUT_ORGANISATION);
            assertThat(column(
                            statement,
                            "select distinct table_name from information_schema.columns"
                                    + " where table_schema = 'gateway' and column_name = 'org_id'"))
                    .containsExactlyInAnyOrderElementsOf(WITH_ORGANISATION);
        }
    }
}
