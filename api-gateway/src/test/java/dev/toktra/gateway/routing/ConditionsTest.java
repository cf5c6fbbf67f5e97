package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import dev.toktra.gateway.TestOrigin;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class ConditionsTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    private RequestSpecification on(String condition, String etag) {
        return organisation.admin().header(condition, etag);
    }

    @Test
    void unchangedAnswersAndEmptyOnesKeepTheConnection() {
        try (TestOrigin origin = TestOrigin.start()) {
            organisation.admin().get("/v1/usage/etag").then().statusCode(200).header("ETag", equalTo("\"v1\""));
            for (int i = 0; i < 3; i++) {
                on("If-None-Match", "\"v1\"").get("/v1/usage/etag").then().statusCode(304);
                organisation.admin().get("/v1/usage/empty").then().statusCode(204);
                organisation.admin().get("/v1/usage").then().statusCode(200);
            }
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void conditionOfAChangeReachesTheServiceAndItsAnswerTheCaller() {
        try (TestOrigin origin = TestOrigin.start()) {
            on("If-Match", "\"v0\"")
                    .patch("/v1/admin/ledger/etag")
                    .then()
                    .statusCode(412)
                    .contentType("application/problem+json")
                    .body("error", equalTo("precondition_failed"));
            on("If-Match", "\"v1\"")
                    .patch("/v1/admin/ledger/etag")
                    .then()
                    .statusCode(200)
                    .header("ETag", equalTo("\"v1\""));
            assertThat(origin.requests()).isEqualTo(2);
        }
    }
}
