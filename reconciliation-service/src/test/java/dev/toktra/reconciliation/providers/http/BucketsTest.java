package dev.toktra.reconciliation.providers.http;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Window WINDOW = new Window(NOON, NOON.plusSeconds(7200), Width.HOUR);

    private final Buckets<Counts> buckets = new Buckets<>(WINDOW, Counts::plus);

    @Test
    void rowsOfOneKeyAreSummedAndNullIsNotEmpty() {
        buckets.add(NOON, user(null), Counts.of(1, 2, 3L));
        buckets.add(NOON, user(""), Counts.of(10, 20, 30L));
        buckets.add(NOON, user(null), Counts.of(100, 200, 300L));
        assertThat(complete().rows())
                .containsExactly(
                        new ProviderCount(NOON, Width.HOUR, user(null), Counts.of(101, 202, 303L)),
                        new ProviderCount(NOON, Width.HOUR, user(""), Counts.of(10, 20, 30L)));
    }

    @Test
    void rowsOfOtherTimesAreLeftOutWithARemark() {
        buckets.add(NOON.minusSeconds(3600), user("a"), Counts.of(1, 0, null));
        buckets.add(WINDOW.end(), user("a"), Counts.of(1, 0, null));
        assertThat(complete().rows()).isEmpty();
        assertThat(complete().remarks()).containsExactly("2 rows of other times than asked for were left out.");
    }

    @Test
    void bucketsThatBeginInsideOthersBreakTheAnswer() {
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> buckets.add(NOON.plusSeconds(60), user("a"), Counts.of(1, 0, null)))
                .satisfies(fault -> assertThat(fault.trouble().failure()).isEqualTo(Failure.BROKEN_ANSWER));
    }

    @Test
    void sumsBeyondALongBreakTheAnswer() {
        buckets.add(NOON, user("a"), Counts.of(Long.MAX_VALUE, 0, null));
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> buckets.add(NOON, user("a"), Counts.of(1, 0, null)));
    }

    @Test
    void malformedRowCostsOneRowAndIsCounted() {
        buckets.tally().each(json("[{'t': 1}, {'t': 'x'}, 7, {'t': 3}]"), row -> {
            buckets.add(NOON, user("a"), Counts.of(row.mustCount("t"), 0, null));
        });
        assertThat(complete().droppedRows()).isEqualTo(2);
        assertThat(complete().rows()).extracting(ProviderCount::counts).containsExactly(Counts.of(4, 0, null));
    }

    @Test
    void whereNoRowCanBeUnderstoodTheAnswerIsBroken() {
        buckets.tally().each(json("[{}, {}]"), row -> row.mustCount("t"));
        assertThatExceptionOfType(ProviderFault.class).isThrownBy(this::complete);
    }

    private WindowRead.Complete<ProviderCount> complete() {
        return (WindowRead.Complete<ProviderCount>) buckets.complete(1, counts -> counts);
    }

    private static Dimensions user(@Nullable String id) {
        return new Dimensions("m", id, null, null, null, null, null, false);
    }
}
