package dev.toktra.benchmarks.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.scoring.forecasts.Band;
import dev.toktra.scoring.forecasts.Forecast;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccuracyTest {

    private static final double NO = Double.NaN;

    @Test
    void errorsAreThoseOfPencilAndPaper() {
        Errors errors = Errors.of(new double[] {10, 20, 99, 0}, new double[] {8, 30, NO, 0}, 4);
        assertThat(errors.mase()).isEqualTo((2 + 10 + 0) / 3.0 / 4);
        assertThat(errors.smape()).isCloseTo((2.0 * 2 / 18 + 2.0 * 10 / 50 + 0) / 3, within(1e-12));
        assertThat(errors.total()).isCloseTo((38 - 30) / 38.0, within(1e-12));
    }

    @Test
    void theScaleIsTheChangeFromWeekToWeekBetweenKnownDays() {
        double[] history = {1, 2, 3, 4, 5, 6, 7, 3, NO, 3, 10, 5, 6, 7};
        assertThat(Comparison.scale(history)).isEqualTo((2 + 0 + 6 + 0 + 0 + 0) / 6.0);
    }

    @Test
    void naiveRepeatsTheLastWeekAndLooksFurtherBackForMissingDays() {
        double[] history = {1, 2, 3, 4, 5, 6, 7, 11, NO, 13, 14, 15, 16, 17};
        assertThat(Comparison.lastWeekAgain(history, 9)).containsExactly(11, 2, 13, 14, 15, 16, 17, 11, 2);
    }

    @Test
    void bandsCoverTheDaysAndTotalsThatLieWithinThem() {
        Band day = new Band(10, 8, 12, 5, 15);
        Forecast forecast = new Forecast(
                Collections.nCopies(90, day),
                new Band(300, 280, 320, 0, 400),
                new Band(900, 0, 1, 0, 1),
                Map.of(),
                1,
                1,
                0.8,
                62);
        double[] actual =
                IntStream.range(0, 30).mapToDouble(i -> i < 24 ? 12 : 3).toArray();
        double[] history = IntStream.range(0, 90).mapToDouble(i -> i).toArray();
        Comparison comparison = Comparison.of(history, forecast, actual);
        assertThat(comparison.covered()).isEqualTo(0.8);
        assertThat(comparison.totalCovered()).as("306 of 280 to 320").isTrue();
        actual[29] = NO;
        actual[0] = NO;
        // 24 − 1 known days within, 291 of 261 to 299 for 28 of 30 days.
        assertThat(Comparison.of(history, forecast, actual).covered()).isEqualTo(23 / 28.0);
        assertThat(Comparison.of(history, forecast, actual).totalCovered()).isTrue();
        assertThat(comparison.ours().total()).isCloseTo(6 / 306.0, within(1e-12));
    }

    @Test
    void aSeriesThatRepeatsItsWeekAfterNoiseIsForecastWithoutError() {
        double[] values = IntStream.range(0, 400).mapToDouble(t -> 10 + t % 7).toArray();
        values[150] = 40;
        Accuracy accuracy = new Accuracy();
        accuracy.measure(List.of(new Series("a", values)), 190);
        assertThat(accuracy.forecasts()).isOne();
        assertThat(Accuracy.mean(accuracy.quarter(), c -> c.ours().total())).isLessThan(0.01);
    }

    @Test
    void aSeriesThatIsTooShortOrNeverChangesIsLeftOut() {
        double[] flat = new double[400];
        Arrays.fill(flat, 7);
        Accuracy accuracy = new Accuracy();
        accuracy.measure(List.of(new Series("flat", flat), new Series("short", new double[] {1, 2, 3})), 90);
        assertThat(accuracy.left()).isEqualTo(2);
        assertThat(accuracy.forecasts()).isZero();
    }

    @Test
    void whatIsMadeUpIsTheSameForTheSameSeed() {
        for (MadeSeries kind : MadeSeries.values()) {
            assertThat(kind.make(2, 3).get(1).values())
                    .as("%s", kind)
                    .containsExactly(kind.make(2, 3).get(1).values());
        }
    }
}
