package dev.toktra.scoring.forecasts;

import static dev.toktra.scoring.forecasts.TrendClass.ACCELERATING;
import static dev.toktra.scoring.forecasts.TrendClass.DECELERATING;
import static dev.toktra.scoring.forecasts.TrendClass.DECLINING;
import static dev.toktra.scoring.forecasts.TrendClass.STEADY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.forecasts.TrendClass.Told;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendClassTest {

    @Test
    void fewerTokensThanTheMonthBeforeIsDeclining() {
        assertThat(TrendClass.of(days(t -> t < 60 ? 1000 : 940))).contains(DECLINING);
        assertThat(TrendClass.of(days(t -> t < 60 ? 1000 : 960))).contains(STEADY);
    }

    @Test
    void growthThatGoesOnIsSteady() {
        assertThat(TrendClass.of(days(t -> 1000 + 10 * t))).contains(STEADY);
        assertThat(TrendClass.of(days(t -> 1000))).contains(STEADY);
    }

    @Test
    void growthThatBeginsLateIsAccelerating() {
        assertThat(TrendClass.of(days(t -> t < 62 ? 1000 : 1000 + 20 * (t - 62))))
                .contains(ACCELERATING);
    }

    @Test
    void growthThatComesToRestIsDecelerating() {
        assertThat(TrendClass.of(days(t -> t < 62 ? 1000 + 20 * t : 2240))).contains(DECELERATING);
    }

    @Test
    void noiseAloneMovesTheClassOneNightInFourAtMost() {
        int moving = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TrendClass trend = TrendClass.of(days(t -> 1000 * Math.exp(0.1 * random.nextGaussian())))
                    .orElseThrow();
            moving += trend == ACCELERATING || trend == DECELERATING ? 1 : 0;
        }
        assertThat(moving).as("of 200").isLessThan(60);
    }

    @Test
    void twoMonthsAreNeededToCompareThem() {
        assertThat(TrendClass.of(new double[59])).isEmpty();
        assertThat(TrendClass.of(new double[60])).contains(STEADY);
    }

    @Test
    void aNewClassIsShownOnItsSecondNight() {
        assertThat(TrendClass.shown(DECLINING, Optional.empty())).isEqualTo(DECLINING);
        assertThat(TrendClass.shown(DECLINING, Optional.of(new Told(STEADY, STEADY))))
                .isEqualTo(STEADY);
        assertThat(TrendClass.shown(DECLINING, Optional.of(new Told(DECLINING, STEADY))))
                .isEqualTo(DECLINING);
        assertThat(TrendClass.shown(STEADY, Optional.of(new Told(DECLINING, STEADY))))
                .isEqualTo(STEADY);
    }

    private static double[] days(DoubleUnaryOperator level) {
        return IntStream.range(0, 90)
                .mapToDouble(t -> level.applyAsDouble(t) * (t % 7 > 4 ? 0.2 : 1))
                .toArray();
    }
}
