package dev.toktra.scoring;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@SuppressWarnings("NullAway.Init") // the addresses are set by the test framework
class ServiceTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void isReadyWhenItHasReadItsTopicsToTheEnd() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get(ready)
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'state-topics' }.status", equalTo("UP")));
    }

    @Test
    void metricsTellHowFarEachReaderIs() {
        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("toktra_state_reader_lag_records{topic=\"reconciliation.daily-usage.v1\"}"))
                .body(containsString("toktra_state_reader_lag_records{topic=\"directory.people.v1\"}"));
    }

    @Test
    void unknownPathIsAProblem() {
        given().get("/v1/no-such-thing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("error", equalTo("not_found"));
    }
}
