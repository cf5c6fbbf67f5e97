package dev.toktra.reconciliation.settling.answers;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What does not fit, and by how much estimates are off. */
@QuarkusTest
@WithTestResource(TestStack.class)
class SignalsTest {

    private static final String MARCH = "start_date=2026-03-01&end_date=2026-03-31";

    private final UUID org = UUID.randomUUID();
    private final UUID ada = UUID.randomUUID();

    private ValidatableResponse get(String path) {
        String token = TestCallers.caller(org, "reconciliation-service")
                .roles("analyst")
                .token();
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }

    private void update(String sql) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            statement.executeUpdate(sql.replace(":org", "'" + org + "'"));
        }
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
                .body("items[0].client", equalTo("agent/1.0"))
                .body("items[0].input.factor", equalTo(1.2f))
                .body("items[0].output.high", equalTo(1.2f))
                .body("items[0].comparisons", equalTo(40));
    }
}
