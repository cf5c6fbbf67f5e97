package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class RateLimitTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    /** The answers to so many requests, sent as fast as it goes. */
    private List<HttpResponse<String>> answers(int requests) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/organisation"))
                .header("Authorization", "Bearer " + organisation.adminKey())
                .build();
        List<HttpResponse<String>> answers = new ArrayList<>();
        while (answers.size() < requests) {
            List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 20)
                    .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> answer : sent) {
                answers.add(answer.get(10, TimeUnit.SECONDS));
            }
        }
        return answers;
    }

    @Test
    void aThousandAMinuteAndKeyAndThenNoMore() throws Exception {
        long before = System.nanoTime();
        List<HttpResponse<String>> answers = answers(1200);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before) + 1;

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200).count())
                .isBetween(1000L, 1000 + seconds * 1000 / 60 + 1);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("X-RateLimit-Limit"))
                        .hasValue("1000"));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .isNotEmpty()
                .allSatisfy(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                    assertThat(refused.headers().firstValue("X-RateLimit-Remaining"))
                            .hasValue("0");
                    assertThat(refused.body()).contains("\"error\":\"rate_limited\"");
                });
        TestOrganisation.with(organisation.key("admin").reveal())
                .get("/v1/organisation")
                .then()
                .statusCode(200)
                .header("X-RateLimit-Remaining", equalTo("999"));
    }
}
