package dev.toktra.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestBatches;
import dev.toktra.reconciliation.ledger.TestSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may see which table. */
class TablesTest {

    private static final String TABLES = """
            select c.relname from pg_class c where c.relnamespace = 'reconciliation'::regnamespace
                and c.relkind in ('r', 'p') and not c.relispartition""";

    private static final String WITH_ORGANISATION = """
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)""";

    @Test
    void everyTableBelongsToOrganisationsButThese() throws Exception {
        assertThat(names(TABLES + " and not " + WITH_ORGANISATION))
                .containsExactlyInAnyOrder(
                        "flyway_schema_history",
                        "sink_position",
                        "ledger_gap",
                        "stream_batch",
                        "rollup_check",
                        "publisher_marker",
                        "publisher_tombstone",
                        "reader_position",
                        "reader_key",
                        "dead_letter");
    }

    @Test
    void whatRequestsReadIsSecuredByRow() throws Exception {
        String readable = " and has_table_privilege('reconciliation_app', c.oid, 'select')";
        assertThat(names(TABLES + readable + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .as("only what concerns the whole installation")
                .containsExactlyInAnyOrder("ledger_gap", "rollup_check");
        assertThat(names(TABLES + readable + " and " + WITH_ORGANISATION + """
                and not exists (select from pg_policy p where p.polrelid = c.oid
                   and pg_get_expr(p.polqual, p.polrelid) like '%toktra.org%')""")).isEmpty();
    }

    @Test
    void partitionsAreReadByNobodyDirectly() throws Exception {
        try (LedgerRig rig = new LedgerRig()) {
            rig.count(new TestBatches(rig.org()).batch(1, 3));
        }
        for (String role : List.of("reconciliation_app", "reconciliation_worker")) {
            assertThat(names("""
                    select c.relname from pg_class c where c.relnamespace = 'reconciliation'::regnamespace
                        and c.relispartition and c.relkind = 'r' and has_table_privilege('%s', c.oid, 'select')""".formatted(role))).isEmpty();
        }
    }

    @Test
    void requestsWriteOnlyWhatAdministratorsSet() throws Exception {
        assertThat(names(TABLES + " and has_table_privilege('reconciliation_app', c.oid, 'insert, update, delete')"))
                .containsExactlyInAnyOrder(
                        "provider_connection",
                        "provider_secret",
                        "model_alias",
                        "identity_mapping",
                        "unsettled_day",
                        "reconciliation_run");
    }

    @Test
    void requestsCannotReadSecrets() throws Exception {
        assertThat(names("""
                select attname from pg_attribute where attrelid = 'reconciliation.provider_secret'::regclass and attnum > 0
                    and has_column_privilege('reconciliation_app', attrelid, attnum, 'select')""")).containsExactlyInAnyOrder("connection_id", "org_id");
    }

    @Test
    void withoutAnOrganisationNoRowIsSeenAndWithOneOnlyItsOwn() throws Exception {
        try (LedgerRig rig = new LedgerRig();
                LedgerRig other = new LedgerRig();
                Connection app = TestSchema.stack().connect("reconciliation_app")) {
            rig.count(new TestBatches(rig.org()).batch(1, 3));
            other.count(new TestBatches(other.org()).batch(1, 5));
            assertThat(count(app)).isZero();
            app.setAutoCommit(false);
            try (var set = app.prepareStatement("select set_config('toktra.org', ?, true)")) {
                set.setString(1, rig.org().toString());
                set.execute();
            }
            assertThat(count(app)).isEqualTo(3);
            app.commit();
            assertThat(count(app))
                    .as("a used connection leaves an empty setting behind")
                    .isZero();
        }
    }

    @Test
    void anotherServicesTablesAreOutOfReach() throws Exception {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from scoring.reader_position"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|does not exist).*");
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from usage_event")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> names(String sql) throws SQLException {
        try (Connection connection = TestSchema.stack().database().connect();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
