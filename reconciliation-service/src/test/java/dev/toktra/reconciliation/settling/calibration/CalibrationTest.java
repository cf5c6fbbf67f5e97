package dev.toktra.reconciliation.settling.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void anEstimatorThatIsOffByTheSameEverywhereIsCorrected() {
        Calibration calibration = new Calibration(comparisons("gpt-5.5", new Random(1), 200, new Truth(1.25, 0.02)));
        Factor factor = calibration.factor(new Estimator("openai", "tokenizer", "gpt-5.5", "agent/1.0"));
        assertThat(factor.value()).isCloseTo(1.25, within(0.01));
        assertThat(factor.low()).isLessThan(1.25).isGreaterThan(1.2);
        assertThat(factor.high()).isGreaterThan(1.25).isLessThan(1.3);
        assertThat(factor.comparisons()).isEqualTo(200);
        assertThat(factor.of(1000)).isBetween(1240L, 1260L);
    }

    @Test
    void whatNothingIsKnownOfIsTakenAsItIsWithAWideInterval() {
        Factor factor = new Calibration(List.of()).factor(new Estimator("openai", "tokenizer", "gpt-9", null));
        assertThat(factor.value()).isEqualTo(1);
        assertThat(factor.low()).isLessThan(0.75);
        assertThat(factor.high()).isGreaterThan(1.3);
        assertThat(factor.comparisons()).isZero();
    }

    @Test
    void aNewModelBeginsWhereTheOthersAre() {
        Random random = new Random(3);
        List<Comparison> known = new ArrayList<>(comparisons("gpt-5.5", random, 300, new Truth(1.2, 0.05)));
        known.addAll(comparisons("gpt-4o", random, 300, new Truth(1.2, 0.05)));
        Calibration calibration = new Calibration(known);
        Factor unseen = calibration.factor(new Estimator("openai", "tokenizer", "gpt-6", "agent/2.0"));
        Factor seen = calibration.factor(new Estimator("openai", "tokenizer", "gpt-5.5", "agent/1.0"));
        assertThat(unseen.value()).isCloseTo(1.2, within(0.02));
        assertThat(unseen.high() - unseen.low()).isGreaterThan(4 * (seen.high() - seen.low()));
    }

    @Test
    void oneStrangeHourDoesNotDecide() {
        List<Comparison> comparisons = new ArrayList<>(comparisons("gpt-5.5", new Random(4), 60, new Truth(1.1, 0.03)));
        comparisons.add(
                new Comparison(new Estimator("openai", "tokenizer", "gpt-5.5", "agent/1.0"), 50_000, 50_000_000));
        Factor factor =
                new Calibration(comparisons).factor(new Estimator("openai", "tokenizer", "gpt-5.5", "agent/1.0"));
        assertThat(factor.value()).isCloseTo(1.1, within(0.02));
    }

    @Test
    void fewComparisonsDoNotPullFar() {
        List<Comparison> comparisons =
                new ArrayList<>(comparisons("gpt-5.5", new Random(5), 300, new Truth(1.0, 0.02)));
        comparisons.addAll(comparisons("gpt-4o", new Random(6), 1, new Truth(1.8, 0.0)));
        Factor factor =
                new Calibration(comparisons).factor(new Estimator("openai", "tokenizer", "gpt-4o", "agent/1.0"));
        assertThat(factor.value()).isBetween(1.0, 1.2);
        assertThat(factor.high()).isGreaterThan(1.15);
    }

    /** The interval promises four in five; counted over many estimators whose true factor is known. */
    @Test
    void theIntervalHoldsAsOftenAsItSays() {
        long seed = 20261122;
        Random random = new Random(seed);
        int held = 0;
        int all = 600;
        for (int i = 0; i < all; i++) {
            double truth = Math.exp(0.1 * random.nextGaussian());
            int hours = 8 + random.nextInt(60);
            Calibration calibration = new Calibration(
                    comparisons("m", random, hours, new Truth(truth, 0.05 + 0.2 * random.nextDouble())));
            Factor factor = calibration.factor(new Estimator("openai", "tokenizer", "m", "agent/1.0"));
            held += factor.low() <= truth && truth <= factor.high() ? 1 : 0;
        }
        assertThat((double) held / all).as("seed " + seed).isBetween(0.70, 0.90);
    }

    private record Truth(double factor, double noise) {}

    private static List<Comparison> comparisons(String model, Random random, int hours, Truth truth) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            long estimated = 500 + random.nextInt(40_000);
            long counted =
                    Math.round(estimated * truth.factor() * Math.max(0, 1 + truth.noise() * random.nextGaussian()));
            comparisons.add(
                    new Comparison(new Estimator("openai", "tokenizer", model, "agent/1.0"), estimated, counted));
        }
        return comparisons;
    }
}
