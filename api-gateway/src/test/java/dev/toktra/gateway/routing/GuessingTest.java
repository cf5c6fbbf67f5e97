package dev.toktra.gateway.routing;

import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
@TestProfile(GuessingTest.FewGuesses.class)
class GuessingTest {

    /** Three guesses a minute. */
    public static final class FewGuesses implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("toktra.routing.failures-per-minute", "3");
        }
    }

    @Test
    void whoProvesNobodyIsLimitedByAddressAndWhoHasAKeyIsNot() {
        for (int guess = 0; guess < 3; guess++) {
            TestOrganisation.with("tk_live_" + "x".repeat(42) + guess)
                    .get("/v1/users")
                    .then()
                    .statusCode(401)
                    .header("X-RateLimit-Limit", equalTo("3"))
                    .header("X-RateLimit-Remaining", equalTo(Integer.toString(2 - guess)));
        }
        TestOrganisation.with("tk_live_" + "y".repeat(43))
                .get("/v1/users")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("20"));
        TestOrganisation.make().admin().get("/v1/users").then().statusCode(200);
    }
}
