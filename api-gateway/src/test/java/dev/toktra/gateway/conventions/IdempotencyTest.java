package dev.toktra.gateway.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class IdempotencyTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    private Response post(String key, String path, String body) {
        return organisation.admin().header("Idempotency-Key", key).body(body).post(path);
    }

    private static String person(String email) {
        return "{\"email\": \"" + email + "\", \"name\": \"P\"}";
    }

    private int people() {
        return organisation.admin().get("/v1/users").path("total_count");
    }

    @Test
    void sameRequestGetsTheAnswerOfTheFirst() {
        Response first = post("k1", "/v1/users", person("a@acme.example"));
        Response again = post("k1", "/v1/users", "{ \"name\": \"P\",  \"email\": \"a@acme.example\" }");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        post("k2", "/v1/users", person("b@acme.example")).then().statusCode(201);

        post("k2", "/v1/users", person("c@acme.example"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("header:Idempotency-Key"));
        post("k2", "/v1/departments", "{\"name\": \"x\"}").then().statusCode(422);
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void refusedRequestMayBeSentAgain() {
        post("k3", "/v1/users", person("d@acme.example")).then().statusCode(201);
        post("k4", "/v1/users", person("d@acme.example")).then().statusCode(409);
        TestOrganisation.run("update person set email = 'moved@acme.example' where org_id = ?", organisation.orgId());

        post("k4", "/v1/users", person("d@acme.example")).then().statusCode(201);
    }

    @Test
    void keysOfAnotherCallerDoNotMatter() {
        post("k5", "/v1/users", person("e@acme.example")).then().statusCode(201);

        TestOrganisation.with(organisation.key("admin").reveal())
                .header("Idempotency-Key", "k5")
                .body(person("f@acme.example"))
                .post("/v1/users")
                .then()
                .statusCode(201);
        assertThat(people()).isEqualTo(2);
    }

    @Test
    void secretIsNotShownAgain() {
        String body = "{\"name\": \"CI\", \"scopes\": [\"usage:read\"]}";
        Response first = post("k6", "/v1/api-keys", body);

        post("k6", "/v1/api-keys", body)
                .then()
                .statusCode(201)
                .body("api_key.key_id", equalTo(first.path("api_key.key_id")))
                .body("secret", nullValue())
                .body("secret_already_shown", equalTo(true));
        assertThat((String) first.path("secret")).startsWith("tk_live_");
    }

    @Test
    void answerIsForgottenAfterTwoDays() {
        post("k7", "/v1/departments", "{\"name\": \"x\"}").then().statusCode(201);
        assertThat(post("k7", "/v1/departments", "{\"name\": \"y\"}").statusCode())
                .isEqualTo(422);
        TestOrganisation.runAsSuperuser(
                "update gateway.idempotent_answer set answered_at = now() - interval '48 hours 1 second' where org_id = ?",
                organisation.orgId());

        post("k7", "/v1/departments", "{\"name\": \"y\"}").then().statusCode(201);
    }

    @Test
    void manyAtOnceDoItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> sends = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                sends.add(
                        () -> post("k8", "/v1/departments", "{\"name\": \"x\"}").statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(sends)) {
                answers.add(answer.get());
            }

            assertThat(answers).contains(201).isSubsetOf(201, 409);
            assertThat((Integer) organisation.admin().get("/v1/departments").path("total_count"))
                    .isEqualTo(1);
            assertThat(post("k8", "/v1/departments", "{\"name\": \"x\"}").statusCode())
                    .isEqualTo(201);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void unreadableKeyIsRefused() {
        for (String key : List.of("ü", "with space", "x".repeat(256))) {
            post(key, "/v1/users", person("h@acme.example"))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("header:Idempotency-Key"));
        }
    }
}
