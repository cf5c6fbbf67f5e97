package dev.toktra.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class OperationsTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @TestHTTPResource(value = "/openapi", management = true)
    String openapi;

    @Test
    void readyWhenDatabaseAndTopicsAreThere() {
        RestAssured.get(ready)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("directory", "topics", "state-topics"));
    }

    @Test
    void refusalsAreCounted() {
        RestAssured.get("/v1/users").then().statusCode(401);
        TestOrganisation.with(TestOrganisation.make().key("usage:read").reveal())
                .get("/v1/users")
                .then()
                .statusCode(403);

        assertThat(RestAssured.get(metrics).asString())
                .contains("toktra_gateway_refused_total{reason=\"unproven\"}")
                .contains("toktra_gateway_refused_total{reason=\"scope\"}");
    }

    @Test
    void managementIsNotOnThePublicPort() {
        TestOrganisation organisation = TestOrganisation.make();
        for (String path : new String[] {"/q/metrics", "/q/health/ready", "/q/openapi"}) {
            organisation.admin().get(path).then().statusCode(404);
        }
    }

    @Test
    void committedOpenApiDocumentIsTheOneOfTheCode() throws Exception {
        String served = RestAssured.get(openapi).asString();
        Path module = Path.of(System.getProperty("toktra.root", ".."), "api-gateway");
        Path committed = module.resolve("openapi.yaml");
        Files.createDirectories(module.resolve("target"));
        Files.writeString(module.resolve("target/openapi.yaml"), served);

        assertThat(Files.exists(committed) ? Files.readString(committed) : "")
                .as("openapi.yaml is out of date: look at the difference to target/openapi.yaml and copy that")
                .isEqualTo(served);
    }
}
