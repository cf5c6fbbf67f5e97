package dev.toktra.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class ApiKeysTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    private ValidatableResponse create(String body) {
        return organisation.admin().body(body).post("/v1/api-keys").then();
    }

    @Test
    void keyWorksFromItsCreationUntilItIsRevoked() {
        ValidatableResponse created = create("{\"name\": \"CI\", \"scopes\": [\"directory:read\"]}")
                .statusCode(201)
                .header("Location", startsWith("/v1/api-keys/"))
                .body("secret", startsWith("tk_live_"))
                .body("secret_already_shown", equalTo(false))
                .body("api_key.scopes", containsInAnyOrder("directory:read"))
                .body("api_key.last_used_at", nullValue());
        String secret = created.extract().path("secret");
        String id = created.extract().path("api_key.key_id");

        TestOrganisation.with(secret).get("/v1/users").then().statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> organisation
                        .admin()
                        .get("/v1/api-keys")
                        .then()
                        .body("items.find { it.key_id == '" + id + "' }.last_used_at", notNullValue()));

        organisation.admin().delete("/v1/api-keys/" + id).then().statusCode(204);
        TestOrganisation.with(secret).get("/v1/users").then().statusCode(401);
        organisation.admin().delete("/v1/api-keys/" + id).then().statusCode(204);
        organisation
                .admin()
                .get("/v1/api-keys")
                .then()
                .body("items.find { it.key_id == '" + id + "' }.revoked_at", notNullValue());
    }

    @Test
    void secretIsShownOnceAndNeverStored() throws SQLException {
        String secret =
                create("{\"name\": \"x\", \"scopes\": [\"admin\"]}").extract().path("secret");

        organisation
                .admin()
                .get("/v1/api-keys")
                .then()
                .body("items.hint", hasItem(startsWith("tk_live_…" + secret.substring(secret.length() - 4))))
                .body("items.secret", hasItem(nullValue()));
        try (Connection worker = TestStack.running().connect("gateway_worker");
                Statement statement = worker.createStatement();
                ResultSet rows = statement.executeQuery("select k::text, a::text from api_key k"
                        + " left join idempotent_answer a on a.org_id = k.org_id")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain(secret);
                assertThat(rows.getString(2) == null ? "" : rows.getString(2)).doesNotContain(secret);
            }
        }
    }

    @Test
    void expiredKeyAndUnknownKeyGetTheSameAnswer() {
        String expired =
                organisation.keyUntil(Instant.now().minusSeconds(1), "admin").reveal();
        String unknown = "tk_live_" + "x".repeat(43);
        for (String key : new String[] {expired, unknown, "tk_live_short", "nonsense", ""}) {
            TestOrganisation.with(key)
                    .get("/v1/users")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .header("X-Request-Id", notNullValue())
                    .header("X-RateLimit-Limit", notNullValue())
                    .body("error", equalTo("unauthorized"))
                    .body("detail", equalTo("This needs a valid API key: Authorization: Bearer tk_live_…."));
        }
        RestAssured.given().get("/v1/users").then().statusCode(401).body("error", equalTo("unauthorized"));
    }

    @Test
    void keyDoesOnlyWhatItsScopesAllow() {
        String reader = organisation.key("directory:read").reveal();
        String user = organisation.key("usage:read").reveal();

        TestOrganisation.with(reader).get("/v1/users").then().statusCode(200);
        TestOrganisation.with(reader)
                .body("{}")
                .post("/v1/users")
                .then()
                .statusCode(403)
                .body("error", equalTo("forbidden"));
        TestOrganisation.with(reader).get("/v1/api-keys").then().statusCode(403);
        TestOrganisation.with(user).get("/v1/users").then().statusCode(403);
    }

    @Test
    void malformedWishesAreRefusedFieldByField() {
        create("{\"scopes\": [\"usage:read\", \"everything\"], \"expires_at\": \"2020-01-01T00:00:00Z\"}")
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/name", "/scopes/1", "/expires_at"));
        create("{\"name\": \"x\", \"scopes\": []}").statusCode(400).body("errors.pointer", hasItem("/scopes"));
        create("{\"name\": \"x\", \"scopes\": [\"admin\"], \"role\": \"god\"}")
                .statusCode(400)
                .body("errors.pointer", hasItem("/role"));
    }

    @Test
    void keysOfAnotherOrganisationAreNotThere() {
        TestOrganisation other = TestOrganisation.make();
        String id = other.admin()
                .body("{\"name\": \"theirs\", \"scopes\": [\"admin\"]}")
                .post("/v1/api-keys")
                .then()
                .extract()
                .path("api_key.key_id");

        organisation.admin().delete("/v1/api-keys/" + id).then().statusCode(404);
        organisation.admin().get("/v1/api-keys").then().body("items.key_id", not(hasItem(id)));
        other.admin().get("/v1/api-keys").then().body("items", hasSize(2));
    }
}
