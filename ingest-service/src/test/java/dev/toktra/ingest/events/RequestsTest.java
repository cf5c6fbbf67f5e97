package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsTest {

    private final TestDevice device = TestDevice.ofKnownOrganisation(390);

    private static void isProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("type")).endsWith("/" + type);
        assertThat(answer.text("instance")).isEqualTo("/v1/events");
    }

    @Test
    void malformedBodyNamesTheByteOrTheField() {
        Answer cut = device.post("{\"stream_id\": ");
        isProblem(cut, 400, "bad-request");
        assertThat(cut.text("detail")).contains("at byte 14");

        Answer missing =
                device.post(SentJson.stream(UUID.randomUUID()).text().replace("\"first_seq\"", "\"second_seq\""));
        isProblem(missing, 400, "bad-request");
        assertThat(missing.body().path("errors").get(0).path("pointer").asText())
                .isEqualTo("/first_seq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[]", "{}", "{\"a\":1,\"a\":2}", "\u0000"})
    void bodyThatIsNoBatchIsRefused(String body) {
        isProblem(device.post(body), 400, "bad-request");
    }

    @Test
    void bombsAreTooLarge() {
        byte[] bomb = TestDevice.gzip(new byte[100 << 20]);

        isProblem(device.post(bomb, "gzip"), 413, "batch-too-large");
    }

    @Test
    void bodiesAboveTheLimitAreTooLargeWhetherTheirLengthIsToldOrNot() {
        byte[] large = new byte[300_000];
        new Random(7).nextBytes(large);

        isProblem(device.post(large, ""), 413, "payload-too-large");
        Answer chunked = device.send(HttpRequest.newBuilder(Ports.device("/v1/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        isProblem(chunked, 413, "payload-too-large");
    }

    @Test
    void tooManyEventsAreTooLarge() {
        SentJson body = SentJson.stream(UUID.randomUUID());
        for (int i = 0; i < 501; i++) {
            body.element("{}");
        }

        isProblem(device.post(body.text()), 413, "batch-too-large");
    }

    @Test
    void onlyJsonPlainOrZippedIsRead() {
        byte[] body = SentJson.stream(UUID.randomUUID()).text().getBytes(StandardCharsets.UTF_8);

        isProblem(device.post(body, "br"), 415, "unsupported-media-type");
        Answer form = device.send(HttpRequest.newBuilder(Ports.device("/v1/events"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        isProblem(form, 415, "unsupported-media-type");
        Answer untyped = device.send(
                HttpRequest.newBuilder(Ports.device("/v1/events")).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        isProblem(untyped, 415, "unsupported-media-type");
        isProblem(device.post("not gzip".getBytes(StandardCharsets.UTF_8), "gzip"), 400, "bad-request");
    }

    @Test
    void unknownQueryParametersAndOtherMethodsAreRefused() {
        Answer query = device.send(HttpRequest.newBuilder(Ports.device("/v1/events?dry_run=true"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        isProblem(query, 400, "bad-request");
        isProblem(device.get(Ports.device("/v1/events")), 405, "method-not-allowed");
    }
}
