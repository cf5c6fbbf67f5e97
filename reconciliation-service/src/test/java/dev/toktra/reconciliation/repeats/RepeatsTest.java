package dev.toktra.reconciliation.repeats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with an Idempotency-Key, such as those that add a connection. */
@QuarkusTest
@WithTestResource(TestStack.class)
class RepeatsTest {

    private final UUID org = UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @Inject
    AnswerCleaningJob cleaning;

    private RequestSpecification as(UUID caller, String subject) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + TestCallers.caller(caller, "reconciliation-service")
                                        .actor("key", subject)
                                        .roles("admin")
                                        .token())
                .contentType("application/json");
    }

    private static String connection(String name) {
        return "{\"provider\": \"openai\", \"name\": \"" + name + "\", \"secret\": \"sk-admin-0123456789\","
                + " \"settings\": {\"base_url\": \"http://127.0.0.1:9/" + name + "\"}}";
    }

    private Response post(String usedKey, String body) {
        return as(org, "k-1").header("Idempotency-Key", usedKey).body(body).post("/v1/providers");
    }

    private int connections() {
        return as(org, "k-1").get("/v1/providers").path("total_count");
    }

    @Test
    void requestThatIsSentAgainIsAnsweredAsFirstAndDoneOnce() {
        Response first = post(key, connection("Main"));
        Response again = post('"' + key + '"', connection("Main"));
        assertThat(List.of(first.statusCode(), again.statusCode())).containsOnly(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.jsonPath().getString("name")).isEqualTo("Main");
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).contains("/v1/providers/");
        assertThat(again.contentType()).isEqualTo(first.contentType()).startsWith("application/json");
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        post(key, connection("Main"));
        post(key, connection("Other"))
                .then()
                .statusCode(422)
                .body("type", endsWith("/idempotency-key-reused"))
                .body("errors[0].pointer", equalTo("header:Idempotency-Key"));
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void keysOfOthersAreNotMine() {
        post(key, connection("Main"));
        as(UUID.randomUUID(), "k-1")
                .header("Idempotency-Key", key)
                .body(connection("Other"))
                .post("/v1/providers")
                .then()
                .statusCode(201);
        as(org, "k-2")
                .header("Idempotency-Key", key)
                .body(connection("Other"))
                .post("/v1/providers")
                .then()
                .statusCode(201);
    }

    @Test
    void requestThatFailedLeavesItsKeyFree() {
        post("other", connection("Main"));
        post(key, connection("Main")).then().statusCode(409);
        post(key, connection("Other")).then().statusCode(201);
    }

    @Test
    void ofManyAtOnceOneIsDone() {
        List<CompletableFuture<Response>> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sent.add(CompletableFuture.supplyAsync(() -> post(key, connection("Main"))));
        }
        assertThat(sent.stream()
                        .map(CompletableFuture::join)
                        .map(Response::asString)
                        .distinct())
                .singleElement()
                .asString()
                .contains("connection_id");
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void answerIsKeptForADayAndGoneAfterwards() {
        Response first = post(key, connection("Main"));
        cleaning.clean().await().atMost(Duration.ofSeconds(30));
        assertThat(post(key, connection("Main")).asString()).isEqualTo(first.asString());
        aDayLater();
        post(key, connection("Main")).then().statusCode(409);
        cleaning.clean().await().atMost(Duration.ofSeconds(30));
        assertThat(TestStack.running()
                        .rows(
                                "reconciliation_worker",
                                "select count(*) from answered_request where org_id = '" + org + "'"))
                .containsExactly("0");
    }

    private void aDayLater() {
        TestStack.running()
                .rows(
                        "postgres",
                        "update reconciliation.answered_request set answered_at = answered_at - interval '24 hours'"
                                + " where org_id = '" + org + "'",
                        "select 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\""})
    void headerThatIsNoKeyIsRefused(String header) {
        post(header, connection("Main"))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("header:Idempotency-Key"));
    }
}
