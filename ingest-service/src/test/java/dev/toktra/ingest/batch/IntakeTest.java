package dev.toktra.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.LostRange;
import dev.toktra.events.Rejection;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.TokenSource;
import dev.toktra.events.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ORG = UUID.fromString("0193b1f0-0000-7000-8000-000000000001");
    private static final UUID DEVICE = UUID.fromString("0193b1f0-0000-7000-8000-000000000002");
    private static final UUID STREAM = UUID.fromString("0193b1f0-0000-7000-8000-000000000003");
    private static final String HASH = "0123456789abcdef0123456789abcdef";
    private static final TimeLimits LIMITS = new TimeLimits(
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Duration.ofDays(2),
            Duration.ofDays(390),
            Duration.ofDays(35));

    private static Sent.Event event(Instant occurredAt, String callId) {
        return new Sent.Event(
                occurredAt,
                "openai",
                "gpt-4o",
                "ada@acme.com",
                "vscode",
                "/v1/chat/completions?key=secret",
                200,
                1,
                true,
                1810L,
                5120L,
                20480L,
                TokenSource.RESPONSE_USAGE,
                callId.isEmpty() ? null : callId,
                new Sent.Tokens(812, 4096, 0, 341, 12),
                null);
    }

    private static Taken take(Instant sentAt, int rawRetentionDays, Sent... elements) {
        return new Intake(LIMITS)
                .take(
                        new SentBatch(STREAM, 4711, sentAt, HASH, List.of(elements)),
                        new Origin(ORG, DEVICE, NOW, "toktra-agent/1", rawRetentionDays));
    }

    @Test
    void eventKeepsWhatWasSentAndTheNumberOfItsPlace() {
        Taken taken = take(NOW, 390, event(NOW.minusSeconds(5), ""), event(NOW.minusSeconds(4), "req_1"));

        assertThat(taken.refused()).isEmpty();
        assertThat(taken.batch().orgId()).isEqualTo(ORG);
        assertThat(taken.batch().key()).isEqualTo(DEVICE + "|" + STREAM);
        assertThat(taken.batch().firstSeq()).isEqualTo(4711);
        assertThat(taken.batch().lastSeq()).isEqualTo(4712);
        UsageEvent first = taken.batch().events().get(0);
        assertThat(first.seq()).isEqualTo(4711);
        assertThat(first.tokens()).isEqualTo(new TokenCounts(812, 4096, 0, 341, 12));
        assertThat(first.endpoint()).isEqualTo("/v1/chat/completions");
        assertThat(first.identity()).isNull();
        assertThat(first.countedAt()).isEqualTo(first.occurredAt());
    }

    @Test
    void identityIsTheHashOfKindProviderAndCallId() {
        Taken taken = take(NOW, 390, event(NOW, "req_011C"));

        // printf 'call_id\0openai\0req_011C' | sha256sum | cut -c1-32
        assertThat(taken.batch().events().get(0).identity()).isEqualTo("bd19b133fe33a2195e1e043619d9bfdf");
    }

    @Test
    void heartbeatIsABatchWithoutNumbers() {
        Taken taken = take(NOW, 390);

        assertThat(taken.batch().lastSeq()).isEqualTo(4710);
        assertThat(taken.batch().size()).isZero();
    }

    @ParameterizedTest(name = "sent {0} s before arrival: counted {1} s after it occurred")
    @CsvSource({"60, 0", "-60, 0", "61, 61", "-61, -61", "86400, 86400", "0, 0"})
    void clockIsCorrectedOnlyAboveAMinute(long sentBefore, long skew) {
        Instant occurred = NOW.minusSeconds(sentBefore + 10);

        Taken taken = take(NOW.minusSeconds(sentBefore), 390, event(occurred, ""));

        assertThat(taken.batch().events().get(0).occurredAt()).isEqualTo(occurred);
        assertThat(taken.batch().events().get(0).countedAt()).isEqualTo(occurred.plusSeconds(skew));
    }

    @ParameterizedTest(name = "retention {0} days, call_id {1}: taken from {2} days ago")
    @CsvSource({"390, '', 388", "90, '', 88", "30, '', 28", "390, req_1, 35", "30, req_1, 28"})
    void ageIsLimitedByRetentionAndByTheMemoryForIdentities(int retention, String callId, int days) {
        Instant limit = NOW.minus(Duration.ofDays(days));

        Taken taken = take(NOW, retention, event(limit, callId), event(limit.minusMillis(1), callId));

        assertThat(taken.batch().events()).extracting(UsageEvent::seq).containsExactly(4711L);
        assertThat(taken.batch().rejected()).containsExactly(new Rejection(4712, "too-old"));
    }

    @Test
    void nothingCountsMoreThanAQuarterOfAnHourAhead() {
        Instant limit = NOW.plus(Duration.ofMinutes(15));

        Taken taken = take(NOW, 390, event(limit, ""), event(limit.plusMillis(1), ""));

        assertThat(taken.batch().rejected()).containsExactly(new Rejection(4712, "in-future"));
    }

    @Test
    void limitsHoldForTheCorrectedTime() {
        Instant aYearAgo = NOW.minus(Duration.ofDays(400));

        Taken taken = take(aYearAgo, 390, event(aYearAgo.minusSeconds(9), ""));

        assertThat(taken.refused()).isEmpty();
        assertThat(taken.batch().events().get(0).countedAt()).isEqualTo(NOW.minusSeconds(9));
    }

    @Test
    void tombstoneNamesNumbersBelowItsOwn() {
        Taken taken = take(
                NOW,
                390,
                new Sent.Tombstone(10, 4710, 12345),
                new Sent.Tombstone(10, 4712, 0),
                new Sent.Tombstone(0, 5, 0),
                new Sent.Tombstone(9, 8, 0),
                new Sent.Tombstone(8, 9, -1));

        assertThat(taken.batch().lost()).containsExactly(new LostRange(4711, 10, 4710, 12345));
        assertThat(taken.batch().rejected())
                .containsExactly(
                        new Rejection(4712, "bad-lost-range"),
                        new Rejection(4713, "bad-lost-range"),
                        new Rejection(4714, "bad-lost-range"),
                        new Rejection(4715, "bad-value"));
    }

    @Test
    void unreadableElementIsANumberLikeOthers() {
        Refusal refusal = new Refusal(RejectionCode.BAD_TYPE, "model must be a text");

        Taken taken = take(NOW, 390, new Sent.Unreadable(refusal), event(NOW, ""));

        assertThat(taken.refused()).containsExactly(new Taken.Refused(4711, refusal));
        assertThat(taken.batch().events()).hasSize(1);
        assertThat(taken.batch().lastSeq()).isEqualTo(4712);
    }
}
