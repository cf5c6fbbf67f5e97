package dev.toktra.reconciliation.settling.answers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class RunsResourceTest {

    private final UUID org = UUID.randomUUID();

    private RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private CallerToken caller() {
        return TestCallers.caller(org, "reconciliation-service");
    }

    private ValidatableResponse get(String path) {
        return as(caller().roles("analyst")).get(path).then();
    }

    private void update(String sql) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            statement.executeUpdate(sql.replace(":org", "'" + org + "'"));
        }
    }

    @BeforeEach
    void settle() throws SQLException {
        update(
                "insert into organisation values (:org, 1, 'Acme', '[{\"from\":\"1970-01-01\",\"zone\":\"UTC\"}]', 'USD',"
                        + " 'named', 390)");
        update(
                "insert into settled_cell (org_id, provider, hour, model, state, input, output, device_input, device_output,"
                        + " device_requests) values (:org, 'openai', '2026-03-02T08:00Z', 'gpt-5.5', 'reconciled', 1250, 120, 1000,"
                        + " 100, 5)");
    }

    @Test
    void aRunIsTheSameUntilSomethingChanges() throws SQLException {
        String body = "{\"start_date\": \"2026-03-01\", \"end_date\": \"2026-03-31\"}";
        String first = made(body);
        String second = made(body);
        assertThat(run(first).<String>get("result_hash")).isEqualTo(run(second).get("result_hash"));
        assertThat(run(first).<String>get("now.result")).isEqualTo("same");
        assertThat(run(first).getList("now.differences")).isEmpty();
        update(
                "update settled_cell set input = input + 1 where org_id = :org and model = 'gpt-5.5' and state = 'reconciled'");
        var changed = run(first);
        assertThat(changed.<String>get("now.result")).isEqualTo("different");
        assertThat(changed.<String>get("now.inputs")).isEqualTo("same");
        assertThat(changed.getInt("now.differences[0].now.provider_input"))
                .isEqualTo(changed.getInt("now.differences[0].then.provider_input") + 1);
        get("/v1/reconciliation/runs/" + first + "?start_date=2026-03-02&end_date=2026-03-03")
                .body("recomputed.start_date", equalTo("2026-03-02"))
                .body("recomputed.days.day", contains("2026-03-02", "2026-03-03"))
                .body("recomputed.days[0].stored", equalTo("different"))
                .body("recomputed.days[0].meaning", startsWith("What is stored is not"))
                .body("recomputed.inputs", equalTo("same"));
        get("/v1/reconciliation/runs/" + first + "?start_date=2026-03-02&end_date=2026-03-09")
                .statusCode(400);
        update("insert into model_alias values (gen_random_uuid(), :org, 'openai', 'x*', 'y', 1, now())");
        assertThat(run(first).<String>get("now.rules")).isEqualTo("different");
        get("/v1/reconciliation/runs?limit=1")
                .body("items.run_id", contains(second))
                .body("next_cursor", equalTo(second));
        get("/v1/reconciliation/runs?cursor=" + second).body("items.run_id", contains(first));
    }

    private String made(String body) {
        return as(caller().roles("admin"))
                .body(body)
                .post("/v1/reconciliation/runs")
                .then()
                .statusCode(201)
                .extract()
                .path("run_id");
    }

    private JsonPath run(String id) {
        return get("/v1/reconciliation/runs/" + id).statusCode(200).extract().jsonPath();
    }

    @Test
    void wrongRunsAreNamed() {
        as(caller().roles("analyst"))
                .body("{}")
                .post("/v1/reconciliation/runs")
                .then()
                .statusCode(403);
        for (String body : new String[] {
            "{}",
            "{\"start_date\": \"2026-03-01\"}",
            "{\"start_date\": \"2026-03-02\", \"end_date\": \"2026-03-01\"}",
            "{\"start_date\": \"2026-03-01\", \"end_date\": \"2026-03-01\", \"model\": \"x\"}"
        }) {
            as(caller().roles("admin"))
                    .body(body)
                    .post("/v1/reconciliation/runs")
                    .then()
                    .statusCode(400);
        }
        get("/v1/reconciliation/runs/" + UUID.randomUUID()).statusCode(404);
    }
}
