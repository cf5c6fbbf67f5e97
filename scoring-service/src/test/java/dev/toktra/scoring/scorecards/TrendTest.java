package dev.toktra.scoring.scorecards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static List<@Nullable Long> weeks(@Nullable Long... tokens) {
        return Arrays.asList(tokens);
    }

    private static Trend trend(List<@Nullable Long> weeks) {
        return Objects.requireNonNull(Trend.of(weeks));
    }

    @Test
    void straightLineHasItsSlopeWithoutDoubt() {
        Trend trend =
                trend(LongStream.range(0, 13).mapToObj(week -> 100 + 7 * week).toList());
        assertThat(trend).isEqualTo(new Trend(7, 7, 7));
    }

    @Test
    void oneOddWeekDoesNotMoveIt() {
        List<@Nullable Long> weeks = new ArrayList<>(
                LongStream.range(0, 13).mapToObj(week -> 100 + 7 * week).toList());
        weeks.set(6, 1_000_000L);
        assertThat(trend(weeks).slope()).isEqualTo(7);
    }

    @Test
    void unknownWeeksAreNotZero() {
        assertThat(trend(weeks(null, null, 100L, 110L, 120L, 130L)).slope()).isEqualTo(10);
        assertThat(Trend.of(weeks(null, null, null, 110L, 120L, 130L))).isNull();
    }

    @Test
    void nobodysUsageHasNoTrend() {
        assertThat(Trend.of(weeks(0L, 0L, 0L, 0L, 0L))).isNull();
    }

    @Test
    void intervalHoldsTheTrueSlopeInAboutEightOfTenCases() {
        Random random = new Random(4711);
        int held = 0;
        for (int trial = 0; trial < 4000; trial++) {
            Trend trend = trend(LongStream.range(0, 13)
                    .mapToObj(week -> Math.round(1_000_000 + 5_000 * week + 60_000 * random.nextGaussian()))
                    .toList());
            held += trend.low() <= 5_000 && 5_000 <= trend.high() ? 1 : 0;
        }
        assertThat(held / 4000.0).isBetween(0.78, 0.84);
    }
}
