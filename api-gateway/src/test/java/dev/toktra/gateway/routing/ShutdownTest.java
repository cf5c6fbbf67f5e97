package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import dev.toktra.gateway.TestOrigin;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ends this gateway, so it is the only test of its profile. */
@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
@TestProfile(ShutdownTest.PatientWithServices.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the field
class ShutdownTest {

    /** Services may be silent for longer than the end may take. */
    public static final class PatientWithServices implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("toktra.routing.silent-for", "60s", "quarkus.shutdown.timeout", "4S");
        }
    }

    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    private final TestOrganisation organisation = TestOrganisation.make();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private CompletableFuture<HttpResponse<String>> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + organisation.adminKey())
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    @Test
    void readinessGoesFirstAndWhatIsUnderWayIsFinishedIfItFinishesInTime() throws Exception {
        try (TestOrigin origin = TestOrigin.start()) {
            assertThat(RestAssured.get(ready).statusCode()).isEqualTo(200);
            CompletableFuture<HttpResponse<String>> slow = get("/v1/usage/drip");
            CompletableFuture<HttpResponse<String>> endless = get("/v1/usage/hang");
            await().atMost(Duration.ofSeconds(5)).until(() -> origin.requests() == 2);

            long began = System.nanoTime();
            CompletableFuture<Void> end = CompletableFuture.runAsync(ShutdownRecorder::runShutdown);
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> RestAssured.get(ready).statusCode() == 503);
            assertThat(slow).isNotDone();
            HttpResponse<String> late = get("/v1/usage").get(2, TimeUnit.SECONDS);

            assertThat(late.headers().firstValue("Connection")).hasValue("close");
            HttpResponse<String> finished = slow.get(10, TimeUnit.SECONDS);
            assertThat(finished.statusCode()).isEqualTo(200);
            assertThat(finished.body()).startsWith("xxxx");
            assertThat(end).isNotDone();
            end.get(10, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(3_500), Duration.ofSeconds(7));
            assertThat(endless).isNotDone();
        }
    }
}
