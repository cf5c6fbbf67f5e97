package dev.toktra.reconciliation.providers.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is read over two connections would count twice. */
@QuarkusTest
@WithTestResource(TestStack.class)
class SameAccountTest {

    private final UUID org = UUID.randomUUID();

    private RequestSpecification admin(UUID of) {
        return given().header("Authorization", "Bearer " + TestCallers.token(of, "reconciliation-service", "admin"))
                .contentType("application/json");
    }

    private static String openai(String name, String state, String secret) {
        return "{\"provider\": \"openai\", \"name\": \"" + name + "\", \"state\": \"" + state
                + "\", \"secret\": \"sk-admin-0123456789" + secret
                + "\", \"settings\": {\"base_url\": \"http://127.0.0.1:9/v1\"}}";
    }

    private ValidatableResponse add(String name, String state, String secret) {
        return admin(org)
                .body(openai(name, state, secret))
                .post("/v1/providers")
                .then();
    }

    private String added(String name, String state, String secret) {
        return add(name, state, secret).statusCode(201).extract().path("connection_id");
    }

    private ValidatableResponse activate(String id) {
        return admin(org)
                .header("If-Match", "*")
                .body("{\"state\": \"active\"}")
                .patch("/v1/providers/" + id)
                .then();
    }

    @Test
    void accountThatIsReadAlreadyIsNotConnectedAgain() {
        String first = added("Main", "active", "abcd");
        add("Twin", "active", "abcd")
                .statusCode(409)
                .body("detail", containsString("The connection Main reads the same account"))
                .body("errors[0].pointer", equalTo("/settings"));
        String second = added("Twin", "paused", "abcd");
        activate(second).statusCode(409);
        admin(org)
                .header("If-Match", "*")
                .delete("/v1/providers/" + first)
                .then()
                .statusCode(204);
        activate(second).statusCode(200);
    }

    @Test
    void anotherSecretOrOrganisationIsAnotherAccount() {
        added("Main", "active", "abcd");
        added("Other", "active", "efgh");
        admin(UUID.randomUUID())
                .body(openai("Main", "active", "abcd"))
                .post("/v1/providers")
                .then()
                .statusCode(201);
    }

    @Test
    void ofManyAtOnceOneIsConnected() {
        List<CompletableFuture<Response>> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String body = openai("Number " + i, "active", "abcd");
            sent.add(CompletableFuture.supplyAsync(() -> admin(org).body(body).post("/v1/providers")));
        }
        assertThat(sent.stream().map(CompletableFuture::join).map(Response::statusCode))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
    }
}
