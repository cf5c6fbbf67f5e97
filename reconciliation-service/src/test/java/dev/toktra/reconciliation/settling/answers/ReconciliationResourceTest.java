package dev.toktra.reconciliation.settling.answers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ReconciliationResourceTest {

    private static final String MARCH = "start_date=2026-03-01&end_date=2026-03-31";

    private final UUID org = UUID.randomUUID();
    private final UUID ada = UUID.randomUUID();

    private RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private CallerToken caller() {
        return TestCallers.caller(org, "reconciliation-service");
    }

    private ValidatableResponse get(String path) {
        return as(caller().roles("analyst")).get(path).then();
    }

    @BeforeEach
    void settle() throws SQLException {
        cell("2026-03-02T08:00Z", "gpt-5.5", "'reconciled'", "1250, 120");
        cause("2026-03-02T08:00Z", "gpt-5.5", "estimator_bias", "200, 10, 180, 220, 8, 12");
        cause("2026-03-02T08:00Z", "gpt-5.5", "coverage_gap", "50, 10, 50, 50, 10, 10");
        cell("2026-03-02T09:00Z", "gpt-5.5", "'restated'", "1100, 100");
        cause("2026-03-02T09:00Z", "gpt-5.5", "unexplained", "100, 0, 100, 100, 0, 0");
        cell("2026-03-02T10:00Z", "gpt-4o", "'estimated'", "null, null");
        cell("2026-03-03T10:00Z", "gpt-4o", "'provisional'", "900, 90");
        cause("2026-03-03T10:00Z", "gpt-4o", "unexplained", "-100, -10, -100, -100, -10, -10");
        update("insert into duplicate_hour values (:org, '2026-03-02T08:00Z', 'openai', 'gpt-5.5', 3, 300, 30)");
        share("2026-03-02T08:00Z", ada.toString(), "exact", "1000, 100");
        share("2026-03-02T08:00Z", "unattributed", "unattributed", "250, 20");
        share("2026-03-02T09:00Z", ada.toString(), "exact", "1100, 100");
    }

    private void cell(String hour, String model, String state, String tokens) throws SQLException {
        update(
                "insert into settled_cell (org_id, provider, hour, model, state, input, output, device_input, device_output,"
                        + " device_requests) values (:org, 'openai', '" + hour + "', '" + model + "', " + state + ", "
                        + tokens
                        + ", 1000, 100, 5)");
    }

    private void cause(String hour, String model, String cause, String tokens) throws SQLException {
        update("insert into cell_cause (org_id, provider, hour, model, cause, input, output, input_low, input_high,"
                + " output_low, output_high) values (:org, 'openai', '" + hour + "', '" + model + "', '" + cause + "', "
                + tokens + ")");
    }

    private void share(String hour, String subject, String attribution, String tokens) throws SQLException {
        update(
                "insert into settled_share (org_id, provider, hour, day, model, subject, application, attribution, tier, input,"
                        + " output) values (:org, 'openai', '" + hour + "', '2026-03-02', 'gpt-5.5', '" + subject
                        + "', 'unknown', '" + attribution + "', 'standard', " + tokens + ")");
    }

    private void update(String sql) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            statement.executeUpdate(sql.replace(":org", "'" + org + "'"));
        }
    }

    @Test
    void cellsShowBothCountsTheirStateAndWhyTheyDiffer() {
        get("/v1/reconciliation?group_by=hour,model&model=gpt-5.5&" + MARCH)
                .statusCode(200)
                .body("total_count", equalTo(2))
                .body("items[0].hour", equalTo("2026-03-02T08:00:00Z"))
                .body("items[0].state", equalTo("reconciled"))
                .body("items[0].provider_count.input", equalTo(1250))
                .body("items[0].provider_count.cache_read", nullValue())
                .body("items[0].device_count.input", equalTo(1000))
                .body("items[0].variance.input", equalTo(250))
                .body("items[0].causes.cause", contains("coverage_gap", "estimator_bias"))
                .body("items[0].causes[1].input.low", equalTo(180))
                .body("items[0].causes[1].rows", startsWith("/v1/reconciliation/causes/estimator_bias?"))
                .body("items[0].duplicates_removed.requests", equalTo(3))
                .body("items[1].state", equalTo("restated"))
                .body("items[1].duplicates_removed.input", equalTo(0));
    }

    @Test
    void causesSumToTheVarianceInEveryGroup() {
        for (String groups :
                new String[] {"provider", "model", "day", "hour", "provider,model,day", "day,hour,model"}) {
            var items = get("/v1/reconciliation?group_by=" + groups + "&" + MARCH)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            for (int i = 0; i < items.getList("items").size(); i++) {
                if (items.get("items[" + i + "].variance") != null) {
                    for (String measure : new String[] {"input", "output"}) {
                        assertThat(items.getList("items[" + i + "].causes." + measure + ".tokens", Long.class).stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .as(groups + " " + measure)
                                .isEqualTo(items.getLong("items[" + i + "].variance." + measure));
                    }
                }
            }
        }
    }

    @Test
    void whatTheProviderHasNotCountedIsNoVariance() {
        get("/v1/reconciliation?group_by=day,model&model=gpt-4o&" + MARCH)
                .body("items", hasSize(2))
                .body("items[0].provider_count", nullValue())
                .body("items[0].not_counted_yet.input", equalTo(1000))
                .body("items[1].variance.input", equalTo(-100));
        get("/v1/reconciliation?group_by=provider&" + MARCH)
                .body("items[0].state", equalTo("estimated"))
                .body("items[0].states.reconciled", equalTo(1))
                .body("items[0].provider_count.input", equalTo(3250))
                .body("items[0].variance.input", equalTo(250));
    }

    @Test
    void pagesFollowEachOtherAndStatesAreFiltered() {
        String next = get("/v1/reconciliation?group_by=hour,model&limit=3&" + MARCH)
                .body("items", hasSize(3))
                .body("has_more", equalTo(true))
                .body("total_count", equalTo(4))
                .extract()
                .path("next_cursor");
        get("/v1/reconciliation?group_by=hour,model&limit=3&cursor=" + next + "&" + MARCH)
                .body("items", hasSize(1))
                .body("items[0].hour", equalTo("2026-03-03T10:00:00Z"))
                .body("has_more", equalTo(false));
        get("/v1/reconciliation?state=restated&" + MARCH).body("total_count", equalTo(1));
    }

    @Test
    void theRowsBehindACauseAreItsCells() {
        get("/v1/reconciliation/causes/coverage_gap?group_by=hour,model&" + MARCH)
                .statusCode(200)
                .body("items.hour", contains("2026-03-02T08:00:00Z"));
        get("/v1/reconciliation/causes/bad_luck?" + MARCH).statusCode(404);
    }

    @Test
    void theSummarySaysWhatDevicesCoverAndHowFarEstimatesDrift() {
        get("/v1/reconciliation/summary?" + MARCH)
                .statusCode(200)
                .body("items[0].provider", equalTo("openai"))
                .body("items[0].coverage_percent", equalTo(97.67f))
                .body("items[0].drift_percent", equalTo(6.23f))
                .body("items[0].unattributed_percent", equalTo(10.51f))
                .body("items[0].reconciled_tokens.input", equalTo(2350))
                .body("items[0].estimated_tokens.input", equalTo(2000))
                .body("items[0].freshness", hasSize(0));
    }

    @Test
    void devicesAboveTheProviderAndKeysWithoutDeviceAreSignals() throws SQLException {
        for (String hour : new String[] {"08", "09"}) {
            update("insert into device_excess values (:org, 'openai', '2026-03-02T" + hour + ":00Z', 'gpt-5.5', '" + ada
                    + "', 4000, 0, 10, 0)");
        }
        String connection = "'" + UUID.randomUUID() + "'";
        update("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values (" + connection
                + ", :org, 'openai', 'x', '{}', 'paused', 1, 1, '0123', now(), now())");
        update("insert into provider_count (connection_id, source, bucket, key_hash, org_id, provider, width, model,"
                + " provider_key, batch, input, output, state, value_hash, run_id, first_seen_at, changed_at) values ("
                + connection + ", 'usage', '2026-03-02T03:00Z', gen_random_uuid(), :org, 'openai', 'hour', 'gpt-5.5',"
                + " 'key_night', false, 70000, 10, 'known', gen_random_uuid(), gen_random_uuid(), now(), now())");
        get("/v1/reconciliation/signals?" + MARCH)
                .statusCode(200)
                .body("device_above_provider.user_id", contains(ada.toString()))
                .body("device_above_provider[0].hours", equalTo(2))
                .body("device_above_provider[0].above.input", equalTo(8000))
                .body("device_above_provider[0].since", startsWith("2026-03-02T08:00:00"))
                .body("keys_without_device.key_id", contains("key_night"))
                .body("keys_without_device[0].unseen_tokens", equalTo(70010));
    }

    @Test
    void factorsAreListed() throws SQLException {
        update(
                "insert into calibration_factor values (:org, 'openai', 'gpt-5.5', 'tokenizer', 'agent/1.0', 1.2, 1.1, 1.3,"
                        + " 1.1, 1.0, 1.2, 40, now())");
        get("/v1/calibration")
                .statusCode(200)
                .body("items[0].input.factor", equalTo(1.2f))
                .body("items[0].output.high", equalTo(1.2f))
                .body("items[0].comparisons", equalTo(40));
    }

    @Test
    void onlyWhoSeesAllFiguresReadsIt() {
        for (String path : new String[] {"", "/summary", "/signals", "/causes/boundary", "/runs"}) {
            as(caller().roles("member").userId(ada))
                    .get("/v1/reconciliation" + path)
                    .then()
                    .statusCode(403);
        }
        as(TestCallers.caller(UUID.randomUUID(), "reconciliation-service").roles("admin"))
                .get("/v1/reconciliation?" + MARCH)
                .then()
                .body("total_count", equalTo(0));
    }

    @Test
    void wrongQueriesAreNamed() {
        get("/v1/reconciliation?group_by=person").statusCode(400);
        get("/v1/reconciliation?start_date=yesterday").statusCode(400);
        get("/v1/reconciliation?start_date=2026-03-02&end_date=2026-03-01").statusCode(400);
        get("/v1/reconciliation?group_by=hour&start_date=2026-01-01&end_date=2026-03-01")
                .statusCode(400);
        get("/v1/reconciliation?state=lost").statusCode(400);
    }
}
