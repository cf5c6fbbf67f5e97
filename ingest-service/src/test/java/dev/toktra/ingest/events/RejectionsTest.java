package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.ingest.batch.RejectionCode;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(TestStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectionsTest {

    private final TestDevice device = TestDevice.ofKnownOrganisation(390);

    private static Arguments refused(RejectionCode code, String detail, Consumer<ObjectNode> change) {
        return Arguments.of(code, detail, change);
    }

    private static Consumer<ObjectNode> tokens(String bucket, long value) {
        return event -> ((ObjectNode) event.get("tokens")).put(bucket, value);
    }

    private static Consumer<ObjectNode> lost(String json) {
        return event -> event.putRawValue("lost", new RawValue(json));
    }

    static Stream<Arguments> rejections() {
        return Stream.of(fields(), values(), buckets(), times()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> fields() {
        return Stream.of(
                refused(RejectionCode.MISSING_FIELD, "occurred_at is missing", event -> event.remove("occurred_at")),
                refused(RejectionCode.MISSING_FIELD, "provider is missing", event -> event.putNull("provider")),
                refused(RejectionCode.MISSING_FIELD, "provider is missing", event -> event.put("provider", " ")),
                refused(RejectionCode.MISSING_FIELD, "token_source is missing", event -> event.remove("token_source")),
                refused(RejectionCode.MISSING_FIELD, "tokens is missing", event -> event.remove("tokens")),
                refused(RejectionCode.MISSING_FIELD, "tokens.output", event -> event.putObject("tokens")),
                refused(RejectionCode.MISSING_FIELD, "lost.from_seq", lost("{\"to_seq\":1}")),
                refused(RejectionCode.BAD_TYPE, "model must be a text", event -> event.put("model", 4)),
                refused(RejectionCode.BAD_TYPE, "status must be an integer", event -> event.put("status", 200.5)),
                refused(RejectionCode.BAD_TYPE, "attempt must be an integer", event -> event.put("attempt", "1")),
                refused(RejectionCode.BAD_TYPE, "streaming must be", event -> event.put("streaming", 1)),
                refused(RejectionCode.BAD_TYPE, "tokens must be an object", event -> event.putArray("tokens")),
                refused(RejectionCode.BAD_TYPE, "account must be a text", event -> event.putObject("account")),
                refused(RejectionCode.TOO_LONG, "model", event -> event.put("model", "m".repeat(257))),
                refused(RejectionCode.TOO_LONG, "call_id", event -> event.put("call_id", "c".repeat(513))));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                refused(RejectionCode.BAD_VALUE, "occurred_at", event -> event.put("occurred_at", "yesterday")),
                refused(
                        RejectionCode.BAD_VALUE,
                        "occurred_at",
                        event -> event.put("occurred_at", "+99999-01-01T00:00Z")),
                refused(RejectionCode.BAD_VALUE, "provider", event -> event.put("provider", "OpenAI")),
                refused(RejectionCode.BAD_VALUE, "model", event -> event.put("model", "gpt\u00004")),
                refused(
                        RejectionCode.BAD_VALUE,
                        "account",
                        event -> event.putRawValue("account", new RawValue("\"a\\ud83d\""))),
                refused(RejectionCode.BAD_VALUE, "status", event -> event.put("status", 600)),
                refused(RejectionCode.BAD_VALUE, "attempt", event -> event.put("attempt", 0)),
                refused(RejectionCode.BAD_VALUE, "duration_ms", event -> event.put("duration_ms", -1)),
                refused(RejectionCode.BAD_VALUE, "token_source", event -> event.put("token_source", "guess")),
                refused(RejectionCode.BAD_VALUE, "range", lost("{\"from_seq\":99999999999999999999,\"to_seq\":9}")),
                refused(
                        RejectionCode.BAD_VALUE,
                        "outcome",
                        event -> event.putObject("outcome").put("commits", -1)));
    }

    private static Stream<Arguments> buckets() {
        return Stream.of(
                refused(RejectionCode.NEGATIVE_TOKENS, "below 0", tokens("fresh_input", -1)),
                refused(RejectionCode.NEGATIVE_TOKENS, "below 0", tokens("reasoning", -1)),
                refused(RejectionCode.TOO_MANY_TOKENS, "above", tokens("cache_read", 1_000_000_001)),
                refused(RejectionCode.REASONING_EXCEEDS_OUTPUT, "tokens.reasoning", tokens("reasoning", 342)),
                refused(RejectionCode.BAD_LOST_RANGE, "lost", lost("{\"from_seq\":1,\"to_seq\":2}")));
    }

    private static Stream<Arguments> times() {
        Instant now = Instant.now();
        return Stream.of(
                refused(RejectionCode.TOO_OLD, "occurred_at", occurred(now.minus(Duration.ofDays(389)))),
                refused(
                        RejectionCode.TOO_OLD,
                        "call_id",
                        occurred(now.minus(Duration.ofDays(36))).andThen(event -> event.put("call_id", "req_1"))),
                refused(RejectionCode.IN_FUTURE, "occurred_at", occurred(now.plus(Duration.ofMinutes(20)))));
    }

    private static Consumer<ObjectNode> occurred(Instant at) {
        return event -> event.put("occurred_at", at.toString());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rejections")
    void refusedEventLeavesTheOthersAlone(RejectionCode code, String detail, Consumer<ObjectNode> change) {
        Answer answer = device.post(
                SentJson.stream(UUID.randomUUID()).event().event(change).event().text());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("accepted_through").asLong()).isEqualTo(3);
        assertThat(answer.body().path("rejected")).hasSize(1);
        JsonNode rejected = answer.body().path("rejected").get(0);
        assertThat(rejected.path("seq").asLong()).isEqualTo(2);
        assertThat(rejected.path("code").asText()).isEqualTo(code.code());
        assertThat(rejected.path("detail").asText()).contains(detail);
    }

    @Test
    void everyCodeHasACase() {
        assertThat(rejections().map(one -> one.get()[0])).contains((Object[]) RejectionCode.values());
    }

    @Test
    void everyCodeIsDocumented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("toktra.root"), "docs/reference/rejections.md"));

        assertThat(page.lines().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(Arrays.stream(RejectionCode.values())
                        .map(code -> "| `" + code.code() + "` | " + code.sentence() + " |")
                        .toList());
    }
}
