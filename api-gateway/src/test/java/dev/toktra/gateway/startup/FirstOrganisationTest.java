package dev.toktra.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class FirstOrganisationTest {

    private static RequestSpecification admin() {
        return TestOrganisation.with(GatewayStack.FIRST_KEY);
    }

    @Test
    void keyOfTheFileOpensItsOrganisation() {
        admin().get("/v1/organisation")
                .then()
                .statusCode(200)
                .body("org_id", equalTo(GatewayStack.FIRST_ORG))
                .body("time_zone", equalTo("Europe/Berlin"))
                .body("currency", equalTo("EUR"));
        admin().get("/v1/users")
                .then()
                .body("items.email", contains("ada@acme.example", "bob@acme.example", "root@acme.example"))
                .body("items.role", contains("lead", "member", "admin"));
        admin().get("/v1/departments").then().body("items.name", contains("Engineering", "Platform"));
        admin().get("/v1/teams").then().body("items", hasSize(1));
        admin().get("/v1/api-keys").then().body("items.scopes[0]", contains("admin"));
    }

    @Inject
    BootstrapJob job;

    @ConfigProperty(name = "toktra.bootstrap-file")
    String file;

    @Test
    void restartChangesNothing() throws Exception {
        String before = admin().get("/v1/users").asString();
        job.fill(Path.of(file));
        job.fill(Path.of("/no/such/file"));

        assertThat(admin().get("/v1/users").asString()).isEqualTo(before);
    }
}
