package dev.toktra.agent.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void onlyAnAnswerThatNamesTheLastNumberIsBelieved() {
        assertThat(Verdict.of(http(200, "{\"accepted_through\":50,\"rejected\":[]}"), 50, NOW))
                .isEqualTo(new Verdict.Accepted(List.of()));
        assertThat(Verdict.of(http(200, "{\"accepted_through\":49}"), 50, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(Verdict.of(http(200, "{}"), 50, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(Verdict.of(http(200, "<html>"), 50, NOW)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(Verdict.of(http(204, ""), 50, NOW)).isInstanceOf(Verdict.TryAgain.class);
    }

    @Test
    void rejectedNumbersComeWithTheirCodes() {
        assertThat(Verdict.of(
                        http(200, "{\"accepted_through\":2,\"rejected\":[{\"seq\":1,\"code\":\"too-old\"}]}"), 2, NOW))
                .isEqualTo(new Verdict.Accepted(List.of(new Rejected(1, "too-old"))));
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of("7", Duration.ofSeconds(7)),
                Arguments.of("Sun, 22 Nov 2026 10:00:30 GMT", Duration.ofSeconds(30)),
                Arguments.of("Sun, 22 Nov 2026 09:00:00 GMT", Duration.ZERO),
                Arguments.of("999999999", Verdict.LONGEST_WAIT),
                Arguments.of("soon", Duration.ZERO),
                Arguments.of(null, Duration.ZERO));
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @MethodSource("waits")
    void retryAfterIsSecondsOrADate(@Nullable String header, Duration expected) {
        Verdict verdict = Verdict.of(new Answer.Http(503, header, ""), 1, NOW);
        assertThat(((Verdict.TryAgain) verdict).notBefore()).isEqualTo(expected);
    }

    @Test
    void refusalsAreFinalAndEverythingElseIsTriedAgain() {
        for (int status : new int[] {400, 413, 422}) {
            assertThat(Verdict.of(http(status, "no"), 1, NOW)).isInstanceOf(Verdict.Refused.class);
        }
        for (int status : new int[] {301, 401, 404, 408, 429, 500, 502, 503, 504}) {
            assertThat(Verdict.of(http(status, "no"), 1, NOW)).isInstanceOf(Verdict.TryAgain.class);
        }
        assertThat(Verdict.of(new Answer.None("cut"), 1, NOW)).isInstanceOf(Verdict.TryAgain.class);
    }

    @Test
    void jitterIsFullAndNeverBeforeWhatTheServerAsked() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
        Random random = new Random(11);
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (int i = 0; i < 1_000; i++) {
            long wait = backoff.after(5, Duration.ZERO, random).toMillis();
            lowest = Math.min(lowest, wait);
            highest = Math.max(highest, wait);
            assertThat(backoff.after(60, Duration.ofSeconds(3), random))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(13));
        }
        assertThat(lowest).isLessThan(50);
        assertThat(highest).isBetween(1_500L, 1_600L);
    }

    private static Answer http(int status, String body) {
        return new Answer.Http(status, null, body);
    }
}
