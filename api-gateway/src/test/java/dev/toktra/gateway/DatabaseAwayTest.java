package dev.toktra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class DatabaseAwayTest {

    private final TestOrganisation organisation = TestOrganisation.make();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Runs while a table is locked. */
    private interface Work {
        void with(Statement superuser) throws Exception;
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

    /** Does this to the backends of the app role for which the condition holds, and says how many they were. */
    private static int backends(String act, Statement superuser, String condition) throws SQLException {
        superuser.execute("select pg_stat_clear_snapshot()");
        try (ResultSet done = superuser.executeQuery("select count(" + act + "(pid)) from pg_stat_activity"
                + " where usename = 'gateway_app' and " + condition)) {
            done.next();
            return done.getInt(1);
        }
    }

    private static void waiting(String act, Statement superuser) {
        await().atMost(Duration.ofSeconds(5)).until(() -> backends(act, superuser, "wait_event_type = 'Lock'") > 0);
    }

    private HttpRequest.Builder users() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/users"))
                .header("Authorization", "Bearer " + organisation.adminKey())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static void isUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.body()).contains("\"error\":\"unavailable\"", "problems/directory-unavailable\"");
    }

    @Test
    void callerWhoCannotBeRecognisedIsAskedToComeBack() throws Exception {
        whileLocked("api_key", superuser -> isUnavailable(send(users()).get(10, TimeUnit.SECONDS)));

        organisation.admin().get("/v1/users").then().statusCode(200);
    }

    @Test
    void connectionThatBreaksWhileACallerIsRecognisedIsUnavailable() throws Exception {
        whileLocked("api_key", superuser -> {
            CompletableFuture<HttpResponse<String>> answer = send(users());
            waiting("pg_terminate_backend", superuser);
            isUnavailable(answer.get(2, TimeUnit.SECONDS));
        });

        organisation.admin().get("/v1/users").then().statusCode(200);
    }

    @Test
    void connectionThatBreaksUnderARequestIsUnavailable() throws Exception {
        whileLocked("person", superuser -> {
            CompletableFuture<HttpResponse<String>> answer = send(users());
            waiting("pg_terminate_backend", superuser);
            isUnavailable(answer.get(2, TimeUnit.SECONDS));
        });

        organisation.admin().get("/v1/users").then().statusCode(200);
    }

    /** As a statement is that takes longer than {@code statement_timeout}. */
    @Test
    void statementThatTakesTooLongIsUnavailable() throws Exception {
        whileLocked("person", superuser -> {
            CompletableFuture<HttpResponse<String>> answer = send(users());
            waiting("pg_cancel_backend", superuser);
            isUnavailable(answer.get(2, TimeUnit.SECONDS));
        });

        organisation.admin().get("/v1/users").then().statusCode(200);
    }

    @Test
    void whatBrokeOffWasNotDoneAndIsDoneOnceWhenItIsSentAgain() throws Exception {
        HttpRequest.Builder post = users().header("Idempotency-Key", "again")
                .POST(BodyPublishers.ofString("{\"email\": \"a@acme.example\", \"name\": \"A\"}"));
        whileLocked("person", superuser -> {
            CompletableFuture<HttpResponse<String>> answer = send(post);
            waiting("pg_terminate_backend", superuser);
            isUnavailable(answer.get(2, TimeUnit.SECONDS));
        });

        assertThat(send(post).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(send(post).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        organisation.admin().get("/v1/users").then().statusCode(200).body("total_count", equalTo(1));
    }

    @Test
    void connectionsThatBrokeUnusedAreReplaced() throws Exception {
        organisation.admin().get("/v1/users").then().statusCode(200);
        try (Connection superuser = TestStack.running().connect("postgres");
                Statement statement = superuser.createStatement()) {
            assertThat(backends("pg_terminate_backend", statement, "true")).isPositive();
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            HttpResponse<String> answer = send(users()).get(10, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            return answer.statusCode() == 200;
        });
    }

    @Test
    void whoGetsNoConnectionInTimeIsAskedToComeBack() throws Exception {
        int connections = ConfigProvider.getConfig().getValue("quarkus.datasource.reactive.max-size", Integer.class);
        whileLocked("person", superuser -> {
            List<CompletableFuture<HttpResponse<String>>> crowd = IntStream.range(0, connections + 10)
                    .mapToObj(i -> send(users()))
                    .toList();
            await().atMost(Duration.ofSeconds(8))
                    .until(() ->
                            crowd.stream().filter(CompletableFuture::isDone).count() >= 10);
            for (CompletableFuture<HttpResponse<String>> answer : crowd) {
                if (answer.isDone()) {
                    isUnavailable(answer.join());
                }
            }
        });
        organisation.admin().get("/v1/users").then().statusCode(200);
    }
}
