package dev.toktra.gateway;

import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class DatabaseAwayTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    /** Runs while a table is locked. */
    private interface Work {
        void with(Statement statement) throws Exception;
    }

    private static void whileLocked(String table, Work work) throws Exception {
        try (Connection superuser = TestStack.running().connect("postgres");
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("lock table gateway." + table + " in access exclusive mode");
            work.with(statement);
            superuser.rollback();
        }
    }

    @Test
    void callerWhoCannotBeRecognisedIsAskedToComeBack() throws Exception {
        whileLocked(
                "api_key",
                statement -> organisation
                        .admin()
                        .get("/v1/users")
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", equalTo("2"))
                        .body("type", equalTo("https://docs.toktra.dev/problems/directory-unavailable"))
                        .body("error", equalTo("unavailable")));
        organisation.admin().get("/v1/users").then().statusCode(200);
    }
}
