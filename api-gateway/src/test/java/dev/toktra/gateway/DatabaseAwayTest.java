package dev.toktra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    private static boolean ended(Statement statement, String what) throws SQLException {
        try (ResultSet found = statement.executeQuery("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where usename = 'gateway_app' and wait_event_type = 'Lock' and query like '%" + what + "%'")) {
            return found.next();
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

    @Test
    void connectionThatBreaksInTheMiddleIsNotABug() throws Exception {
        whileLocked("person", statement -> {
            CompletableFuture<Response> answer =
                    CompletableFuture.supplyAsync(() -> organisation.admin().get("/v1/users"));
            await().atMost(Duration.ofSeconds(5)).until(() -> ended(statement, "person_state"));

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            assertThat(answer.get().header("Retry-After")).isEqualTo("2");
        });
        organisation.admin().get("/v1/users").then().statusCode(200);
    }
}
