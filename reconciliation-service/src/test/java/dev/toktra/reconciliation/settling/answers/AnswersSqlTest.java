package dev.toktra.reconciliation.settling.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.ledger.TestSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements on the database, as the role that answers requests. */
class AnswersSqlTest {

    private static final String RANGE = "'2026-03-01', '2026-03-31', null";
    private static final String CELLS = RANGE + ", null, null, null";

    private final UUID org = UUID.randomUUID();

    private void update(String sql) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            statement.executeUpdate(sql.replace(":org", "'" + org + "'"));
        }
    }

    private void settled() throws SQLException {
        update(
                "insert into settled_cell (org_id, provider, hour, model, state, input, output, device_input, device_output,"
                        + " device_requests) values (:org, 'openai', '2026-03-02T08:00Z', 'gpt-5.5', 'reconciled', 1250, 120, 1000,"
                        + " 100, 5)");
        update("insert into cell_cause (org_id, provider, hour, model, cause, input, output, input_low, input_high,"
                + " output_low, output_high) values (:org, 'openai', '2026-03-02T08:00Z', 'gpt-5.5', 'coverage_gap', 250,"
                + " 20, 250, 250, 20, 20)");
    }

    /** The body that a statement answers with these parameters. */
    private String body(String sql, String types, String parameters) throws SQLException {
        try (Connection app = TestSchema.stack().connect("reconciliation_app")) {
            app.setAutoCommit(false);
            try (var statement = app.createStatement()) {
                statement.execute("select set_config('toktra.org', '" + org + "', true)");
                statement.execute("prepare asked(" + types + ") as " + sql);
                try (ResultSet row = statement.executeQuery("execute asked(" + parameters + ")")) {
                    row.next();
                    return row.getString("body");
                } finally {
                    app.commit();
                }
            }
        }
    }

    private String page(Dimension... groups) throws SQLException {
        CellQuestion question = new CellQuestion(
                LocalDate.EPOCH,
                LocalDate.EPOCH,
                null,
                null,
                null,
                List.of(groups),
                null,
                "",
                25,
                PeopleQuestion.EVERYBODY);
        return body(
                CellSql.page(question),
                "date, date, text, text, text, text, text, int, text",
                CELLS + ", '', 25, 'now'");
    }

    @Test
    void groupsHaveFiguresAndCauses() throws SQLException {
        settled();
        assertThat(page(Dimension.HOUR, Dimension.MODEL))
                .contains("2026-03-02T08:00:00Z", "coverage_gap", "\"total_count\" : 1");
        assertThat(page(Dimension.PROVIDER)).contains("openai", "/v1/reconciliation/causes/coverage_gap");
    }

    @Test
    void partsOfPeopleAreAnsweredToo() throws SQLException {
        settled();
        update("insert into settled_share (org_id, provider, hour, day, model, subject, application, attribution, tier,"
                + " input, output) values (:org, 'openai', '2026-03-02T08:00Z', '2026-03-02', 'gpt-5.5', 'unattributed',"
                + " 'unknown', 'unattributed', 'standard', 1250, 120)");
        List<Dimension> groups = List.of(Dimension.USER, Dimension.DEPARTMENT, Dimension.TEAM);
        CellQuestion question = new CellQuestion(
                LocalDate.EPOCH,
                LocalDate.EPOCH,
                null,
                null,
                null,
                groups,
                null,
                "",
                25,
                new PeopleQuestion("unattributed", null, null));
        assertThat(body(
                        PeopleSql.page(question),
                        "date, date, text, text, text, text, text, int, text, text, uuid, uuid",
                        CELLS + ", '', 25, 'now', 'unattributed', null, null"))
                .contains("\"user_id\": \"unattributed\"", "1250", "\"department_id\": null");
    }

    @Test
    void theSummaryHasPercentages() throws SQLException {
        settled();
        assertThat(body(CellSql.summary(), "date, date, text, text, text, text, text", CELLS + ", 'now'"))
                .contains("\"coverage_percent\": 80.29", "\"drift_percent\": 19.71");
    }

    @Test
    void signalsAreThereWithoutEvidenceToo() throws SQLException {
        assertThat(body(SignalSql.SIGNALS, "date, date, text, bigint, text", RANGE + ", 1000, 'now'"))
                .contains("\"device_above_provider\" : []", "\"keys_without_device\" : []");
    }

    @Test
    void runsAreMadeListedAndChecked() throws SQLException {
        settled();
        String made = body(
                RunSql.MAKE,
                "date, date, text, timestamptz, text, uuid, text[]",
                RANGE + ", '2026-04-01T00:00Z', 'ada', '" + org + "', '{}'");
        String id = made.replaceAll("(?s).*\"run_id\" : \"([^\"]*)\".*", "$1");
        assertThat(body(RunSql.PAGE, "uuid, int", "null, 5")).contains(id);
        assertThat(body(
                        RunSql.CHECK,
                        "date, date, text, uuid, uuid, text[]",
                        RANGE + ", '" + id + "', '" + org + "', '{}'"))
                .contains("\"result\" : \"same\"", "\"differences\" : []");
        update("update settled_cell set input = 1251 where org_id = :org");
        assertThat(body(
                        RunSql.CHECK,
                        "date, date, text, uuid, uuid, text[]",
                        RANGE + ", '" + id + "', '" + org + "', '{}'"))
                .contains("\"result\" : \"different\"", "\"inputs\" : \"same\"", "1251");
    }
}
