package dev.toktra.scoring.forecasts.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {

    @Test
    void originsAreEveryThreeDaysFromTheTwentyEighthOn() {
        List<double[]> residuals = Trial.of(noise(90, 1), 90).residuals();
        assertThat(residuals).hasSize(21);
        assertThat(residuals.get(0)).hasSize(62);
        assertThat(residuals.get(20)).hasSize(2);
    }

    @Test
    void aShortHistoryIsTestedOnItsSecondHalf() {
        Trial trial = Trial.of(noise(28, 1), 90);
        assertThat(trial.longest()).isEqualTo(14);
        assertThat(trial.path()).hasSize(90);
    }

    @Test
    void aBetterForecasterCountsMore() {
        double[] shares = Weights.of(new double[] {1, 1.1, 2});
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        assertThat(shares[1] / shares[0]).isCloseTo(Math.pow(1.1, -6), within(1e-6));
        assertThat(shares[2]).isLessThan(0.02);
    }

    @Test
    void forecastersWithoutAnyErrorShareAlike() {
        assertThat(Weights.of(new double[] {0, 0})).containsExactly(0.5, 0.5);
    }

    @Test
    void nothingIsCombinedBelowZero() {
        assertThat(Weights.combine(List.of(new double[] {-4, 6}, new double[] {2, 2}), new double[] {0.5, 0.5}))
                .containsExactly(1, 4);
    }

    @Test
    void aStraightLineIsLeftToDrift() {
        Trial trial =
                Trial.of(IntStream.range(0, 90).mapToDouble(t -> 50 + 3.0 * t).toArray(), 90);
        assertThat(Candidates.ALL.get(4).name()).isEqualTo("drift");
        assertThat(trial.shares()[4]).isGreaterThan(0.99);
        assertThat(trial.path()[89]).isCloseTo(50 + 3.0 * 179, within(1e-3));
    }

    @Test
    void theUnitIsTheChangeFromWeekToWeekBetweenKnownDays() {
        double[] history =
                IntStream.range(0, 42).mapToDouble(t -> t < 21 ? 10 : 16).toArray();
        history[3] = Double.NaN;
        // Of 35 pairs one is unknown, and 7 differ by 6.
        assertThat(Trial.of(history, 30).unit()).isCloseTo(42.0 / 34, within(1e-12));
    }

    @Test
    void missingDaysAreFilledFromTheirWeekdayAndCountAsNoError() {
        double[] history = IntStream.range(0, 90).mapToDouble(t -> t % 7).toArray();
        history[80] = Double.NaN;
        history[17] = Double.NaN;
        Trial trial = Trial.of(history, 7);
        assertThat(Gaps.filled(history)[80]).isEqualTo(80 % 7);
        assertThat(trial.scale()).isLessThan(1e-9);
        assertThat(trial.residuals().get(20)).doesNotContain(Double.NaN);
        assertThat(Arrays.stream(trial.residuals().get(0)).filter(Double::isNaN).count())
                .isOne();
    }

    @Test
    void aHistoryWithoutAnyKnownDayIsZero() {
        double[] nothing = new double[30];
        Arrays.fill(nothing, Double.NaN);
        assertThat(Trial.of(nothing, 30).path()).containsOnly(0);
    }

    static double[] noise(int days, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, days)
                .mapToDouble(t -> 1000 * (t % 7 > 4 ? 0.3 : 1) * Math.exp(0.2 * random.nextGaussian()))
                .toArray();
    }
}
