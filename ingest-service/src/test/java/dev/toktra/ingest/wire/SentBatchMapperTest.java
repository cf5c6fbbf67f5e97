package dev.toktra.ingest.wire;

import static dev.toktra.ingest.wire.Bodies.EVENT;
import static dev.toktra.ingest.wire.Bodies.batch;
import static dev.toktra.ingest.wire.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.toktra.events.TokenSource;
import dev.toktra.ingest.batch.Sent;
import dev.toktra.ingest.batch.SentBatch;
import dev.toktra.ingest.wire.UnreadableBody.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentBatchMapperTest {

    private static final SentBatchMapper MAPPER = new SentBatchMapper(500);

    private static SentBatch read(String body) {
        return MAPPER.read(bytes(body));
    }

    private static Sent one(String element) {
        return read(batch(element)).elements().get(0);
    }

    private static UnreadableBody refused(byte[] body) {
        return catchThrowableOfType(UnreadableBody.class, () -> MAPPER.read(body));
    }

    @Test
    void everyNamedFieldIsRead() {
        SentBatch sent = read(batch(EVENT));

        assertThat(sent.streamId()).hasToString("0193b1f0-0000-7000-8000-000000000003");
        assertThat(sent.firstSeq()).isEqualTo(4711);
        assertThat(sent.sentAt()).isEqualTo(Instant.parse("2026-11-22T10:00:05.120Z"));
        assertThat(sent.elements())
                .containsExactly(new Sent.Event(
                        Instant.parse("2026-11-22T10:00:01.004Z"),
                        "openai",
                        "gpt-4o",
                        "ada@acme.com",
                        "vscode",
                        "/v1/chat/completions",
                        200,
                        1,
                        true,
                        1810L,
                        5120L,
                        20480L,
                        TokenSource.RESPONSE_USAGE,
                        "req_011C",
                        new Sent.Tokens(812, 4096, 0, 341, 0),
                        new Sent.Outcomes(1, 0, 14, 0, 0)));
    }

    @Test
    void whatMayBeAbsentIsAbsent() {
        Sent event = one("{\"occurred_at\":\"2026-11-22T11:00:01+01:00\",\"provider\":\"mistral\",\"model\":null,"
                + "\"account\":\"  \",\"token_source\":\"byte_ratio\",\"tokens\":{\"fresh_input\":1,\"output\":2}}");

        assertThat(event)
                .isEqualTo(new Sent.Event(
                        Instant.parse("2026-11-22T10:00:01Z"),
                        "mistral",
                        null,
                        null,
                        null,
                        null,
                        null,
                        1,
                        false,
                        null,
                        null,
                        null,
                        TokenSource.BYTE_RATIO,
                        null,
                        new Sent.Tokens(1, 0, 0, 2, 0),
                        null));
    }

    @Test
    void tombstoneIsReadWhateverElseIsBesideIt() {
        assertThat(one("{\"lost\":{\"from_seq\":10,\"to_seq\":90,\"estimated_tokens\":12345},\"seq\":7}"))
                .isEqualTo(new Sent.Tombstone(10, 90, 12345));
    }

    @Test
    void unknownFieldsAreIgnoredAtEveryLevel() {
        String stuffed = EVENT.replaceFirst("\\{", "{\"prompt\":\"x\",\"messages\":[{\"a\":[1,{}]}],")
                .replace("\"tokens\":{", "\"tokens\":{\"secret\":{\"deep\":[1,2]},");

        assertThat(one(stuffed)).isEqualTo(one(EVENT));
        assertThat(read("{\"org_id\":\"x\",\"device\":{\"id\":1},"
                                + batch(EVENT).substring(1))
                        .elements())
                .isEqualTo(read(batch(EVENT)).elements());
    }

    @Test
    void orderOfFieldsDoesNotMatter() {
        String body = "{\"events\":[" + EVENT + "],\"sent_at\":\"2026-11-22T10:00:05.120Z\",\"first_seq\":4711,"
                + "\"stream_id\":\"0193b1f0-0000-7000-8000-000000000003\"}";

        assertThat(read(body)).isEqualTo(read(batch(EVENT)));
    }

    @Test
    void hashIsOfWhatWasSentForTheNumbersAndOfNothingElse() {
        String hash = read(batch(EVENT)).contentHash();

        assertThat(hash).matches("[0-9a-f]{32}");
        assertThat(read(batch(EVENT).replace("05.120Z", "59.000Z")).contentHash())
                .as("another sent_at")
                .isEqualTo(hash);
        assertThat(read(batch(EVENT.replace("\n", " ").replace(":", " : "))
                                .replace(" : 00 : ", ":00:")
                                .replace("T10 :", "T10:"))
                        .contentHash())
                .as("other white space")
                .isEqualTo(hash);
        assertThat(read(batch(EVENT.replace("vscode", "\\u0076scode"))).contentHash())
                .as("another escape")
                .isEqualTo(hash);
        for (String other : new String[] {
            EVENT.replace("812", "813"),
            EVENT.replace("ada@", "bob@"),
            EVENT.replaceFirst("\\{", "{\"unknown\":1,"),
            EVENT + "," + EVENT,
            "7"
        }) {
            assertThat(read(batch(other)).contentHash()).as(other).isNotEqualTo(hash);
        }
    }

    @Test
    void hashKnowsWhatIsIgnoredToItsLastLevel() {
        assertThat(Stream.of(
                                "{\"unknown\":{\"deep\":[1,{\"a\":2}]}}",
                                "{\"unknown\":{\"deep\":[1,{\"a\":3}]}}",
                                "{\"unknown\":{\"deep\":[1,{\"b\":2}]}}",
                                "{\"unknown\":{\"deep\":[{\"a\":2},1]}}",
                                "{\"unknown\":{}}",
                                "{\"tokens\":{\"unknown\":{\"deep\":2}}}",
                                "{\"tokens\":{\"unknown\":{\"deep\":3}}}",
                                "[[1]]",
                                "[[2]]")
                        .map(element -> read(batch(element)).contentHash()))
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("no JSON", "hello", null, "not valid JSON, at byte 0"),
                Arguments.of("cut off", batch(EVENT).substring(0, 300), null, "not valid JSON, at byte 300"),
                Arguments.of("an array", "[1]", "", "must be an object"),
                Arguments.of("more behind", batch() + "{}", null, "goes on after"),
                Arguments.of("name twice", batch().replaceFirst("\\{", "{\"first_seq\":1,"), null, "a field twice"),
                Arguments.of("name twice inside", batch("{\"x\":{\"a\":1,\"a\":2}}"), null, "a field twice"),
                Arguments.of("deep", batch("{\"x\":" + "[".repeat(18) + "]".repeat(18) + "}"), null, "deeper than 20"),
                Arguments.of("long number", batch("{\"x\":" + "1".repeat(200) + "}"), null, "too long"),
                Arguments.of("long name", batch("{\"" + "n".repeat(2000) + "\":1}"), null, "too long"),
                Arguments.of("no stream", batch().replace("stream_id", "stream"), "/stream_id", "missing"),
                Arguments.of("stream of another kind", batch().replace("0193b1f0-", "1-"), "/stream_id", "missing"),
                Arguments.of("no number", batch().replace("4711", "null"), "/first_seq", "missing"),
                Arguments.of("number zero", batch().replace("4711", "0"), "/first_seq", "1 or more"),
                Arguments.of("huge number", batch().replace("4711", "9007199254740991"), "/first_seq", "2^53"),
                Arguments.of("beyond long", batch().replace("4711", "99999999999999999999"), "/first_seq", "range"),
                Arguments.of("text for number", batch().replace("4711", "\"4711\""), "/first_seq", "an integer"),
                Arguments.of("sent never", batch().replace("2026-11-22T", "today "), "/sent_at", "ISO 8601"),
                Arguments.of("sent in 1969", batch().replace("2026-", "1969-"), "/sent_at", "ISO 8601"),
                Arguments.of("no events", batch().replace("\"events\"", "\"event\""), "/events", "missing"),
                Arguments.of("events no array", batch().replace("[]", "{}"), "/events", "an array"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void bodyThatIsNoBatchSaysWhere(String name, String body, String pointer, String detail) {
        UnreadableBody refused = refused(bytes(body));

        assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refused.pointer()).isEqualTo(pointer);
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void nestingOfTwentyLevelsIsRead() {
        assertThat(read(batch("{\"x\":" + "[".repeat(17) + "]".repeat(17) + "}"))
                        .elements())
                .hasSize(1);
    }

    @Test
    void onlyUtf8IsRead() {
        assertThat(refused(batch(EVENT).getBytes(StandardCharsets.UTF_16LE)).detail())
                .contains("UTF-8");
        assertThat(refused(batch(EVENT.replace("vscode", "v\u00e9")).getBytes(StandardCharsets.ISO_8859_1))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void oneEventTooManyIsTooLarge() {
        String[] most = Collections.nCopies(500, "{}").toArray(String[]::new);
        String[] more = Collections.nCopies(501, "{}").toArray(String[]::new);

        assertThat(read(batch(most)).elements()).hasSize(500);
        assertThat(refused(bytes(batch(more))).reason()).isEqualTo(Reason.TOO_LARGE);
    }
}
