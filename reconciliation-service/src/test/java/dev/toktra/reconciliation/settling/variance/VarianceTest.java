package dev.toktra.reconciliation.settling.variance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.settling.calibration.Factor;
import dev.toktra.reconciliation.settling.variance.Explained.Tokens;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Count;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Estimate;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Failed;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceTest {

    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Factor EXACT = new Factor(1, 1, 1, 100);
    private static final Factor FACTOR = new Factor(1.25, 1.24, 1.26, 100);

    @Test
    void theBiasOfTheEstimatorIsItsFactor() {
        Map<Cause, Tokens> causes =
                new Day().named("ada", 1250).seen("ada", 1000, FACTOR).causes();
        assertThat(causes).containsEntry(Cause.ESTIMATOR_BIAS, new Tokens(250, 240, 260));
        assertThat(tokens(causes, Cause.UNEXPLAINED)).isZero();
    }

    @Test
    void whoHasNoDeviceIsACoverageGapToTheToken() {
        Map<Cause, Tokens> causes = new Day()
                .hearing("bob", Hearing.NEVER)
                .named("ada", 1000)
                .seen("ada", 1000, EXACT)
                .named("bob", 700)
                .causes();
        assertThat(causes).containsOnly(Map.entry(Cause.COVERAGE_GAP, new Tokens(700, 700, 700)));
    }

    @Test
    void whatNobodyIsNamedForIsACoverageGapWhereNoDeviceSawIt() {
        assertThat(new Day().counted(5000).causes())
                .containsOnly(Map.entry(Cause.COVERAGE_GAP, new Tokens(5000, 5000, 5000)));
    }

    @Test
    void aSilentDeviceWillTellLater() {
        Map<Cause, Tokens> causes = new Day()
                .hearing("ada", Hearing.LATE)
                .named("ada", 5000)
                .seen("ada", 1000, EXACT)
                .causes();
        assertThat(tokens(causes, Cause.LATE_EVENTS)).isEqualTo(4000);
        assertThat(causes).doesNotContainKey(Cause.COVERAGE_GAP);
    }

    @Test
    void moreThanAPersonsDevicesCanStandForIsACoverageGap() {
        Map<Cause, Tokens> causes =
                new Day().named("ada", 9000).seen("ada", 1000, FACTOR).causes();
        assertThat(tokens(causes, Cause.ESTIMATOR_BIAS)).isEqualTo(250);
        assertThat(tokens(causes, Cause.COVERAGE_GAP)).isEqualTo(7750);
    }

    @Test
    void whatIsWithinTheEstimatorsErrorIsNotExplained() {
        Map<Cause, Tokens> causes =
                new Day().named("ada", 1030).seen("ada", 1000, EXACT).causes();
        assertThat(causes).containsOnly(Map.entry(Cause.UNEXPLAINED, new Tokens(30, 30, 30)));
    }

    @Test
    void failedCallsAreNotBilled() {
        Map<Cause, Tokens> causes = new Day()
                .named("ada", 1250)
                .seen("ada", 1400, new Failed(400, 400, 400), FACTOR)
                .causes();
        assertThat(causes).containsEntry(Cause.FAILED_CALLS, new Tokens(-400, -400, -400));
        assertThat(tokens(causes, Cause.ESTIMATOR_BIAS)).isEqualTo(250);
        assertThat(tokens(causes, Cause.UNEXPLAINED)).isZero();
    }

    @Test
    void failedCallsAmongRetriesAreAnEstimateWithBounds() {
        assertThat(Failed.of(1000, 0, 3)).isEqualTo(Failed.NONE);
        assertThat(Failed.of(1000, 3, 0)).isEqualTo(new Failed(1000, 1000, 1000));
        Failed mixed = Failed.of(1000, 2, 2);
        assertThat(mixed.tokens()).isBetween(500.0, 1000.0);
        assertThat(mixed.least()).isZero();
        assertThat(mixed.most()).isEqualTo(1000);
    }

    @Test
    void callsNearAFullHourMoveBetweenItsNeighbours() {
        Day day = new Day().named("ada", 1300).seen("ada", 1000, EXACT);
        day.at(1, "gpt-5.5").named("ada", 700).seen("ada", 1000, EXACT);
        Explained explained = day.explained();
        assertThat(causes(explained, 0, "gpt-5.5"))
                .extractingByKey(Cause.BOUNDARY)
                .extracting(Tokens::tokens)
                .isEqualTo(300L);
        assertThat(causes(explained, 1, "gpt-5.5"))
                .extractingByKey(Cause.BOUNDARY)
                .extracting(Tokens::tokens)
                .isEqualTo(-300L);
    }

    @Test
    void noMoreThanAQuarterOfAnHourOnBothSidesIsNearIt() {
        Day day = new Day().named("ada", 4000);
        day.at(1, "gpt-5.5").named("ada", 0).seen("ada", 4000, EXACT);
        assertThat(causes(day.explained(), 0, "gpt-5.5"))
                .extractingByKey(Cause.BOUNDARY)
                .extracting(Tokens::tokens)
                .isEqualTo(2000L);
    }

    @Test
    void whatDevicesSawWithoutAModelStandsForTheModelsOfTheHour() {
        Day day = new Day().named("ada", 3000).seen("ada", 1000, EXACT);
        day.at(0, CellKey.UNKNOWN).counted(0).seen("ada", 1500, EXACT);
        Explained explained = day.explained();
        assertThat(causes(explained, 0, CellKey.UNKNOWN))
                .extractingByKey(Cause.TOKEN_CATEGORY)
                .extracting(Tokens::tokens)
                .isEqualTo(-1500L);
        Map<Cause, Tokens> named = causes(explained, 0, "gpt-5.5");
        assertThat(tokens(named, Cause.TOKEN_CATEGORY)).isEqualTo(1500);
        assertThat(tokens(named, Cause.COVERAGE_GAP)).isEqualTo(500);
    }

    @Test
    void aRestatementExplainsWhatDevicesDoNotShow() {
        Map<Cause, Tokens> causes = new Day()
                .first(1000)
                .named("ada", 1600)
                .seen("ada", 1000, EXACT)
                .causes();
        assertThat(tokens(causes, Cause.RESTATEMENT)).isEqualTo(600);
        assertThat(causes).doesNotContainKey(Cause.COVERAGE_GAP);
    }

    @Test
    void aRestatementThatDevicesShowedAllAlongExplainsNothing() {
        Map<Cause, Tokens> causes =
                new Day().first(400).named("ada", 1000).seen("ada", 1000, EXACT).causes();
        assertThat(tokens(causes, Cause.RESTATEMENT)).isZero();
        assertThat(tokens(causes, Cause.UNEXPLAINED)).isZero();
    }

    @Test
    void aDeviceAlsoSeesCallsWithKeysThatNobodyIsNamedFor() {
        Map<Cause, Tokens> causes = new Day()
                .named("ada", 1000)
                .counted(2000)
                .seen("ada", 3000, EXACT)
                .causes();
        assertThat(causes).doesNotContainKey(Cause.COVERAGE_GAP);
        assertThat(tokens(causes, Cause.UNEXPLAINED)).isZero();
    }

    @Test
    void whoseDevicesSayFarMoreIsNamed() {
        Explained explained =
                new Day().named("eve", 100).seen("eve", 5000, FACTOR).explained();
        assertThat(explained.excesses())
                .containsExactly(new Explained.Excess(new CellKey(DAY, "gpt-5.5"), "eve", 6150, 100));
    }

    /** Whatever the two sides say; the seed is printed where it fails. */
    @Test
    void theCausesOfEveryCellSumToItsVariance() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Day day = arbitrary(random);
            Explained explained = day.explained();
            for (Count count : day.counts()) {
                assertThat(explained.causes().getOrDefault(count.cell(), Map.of()).values().stream()
                                .mapToLong(Tokens::tokens)
                                .sum())
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(count.variance());
            }
            assertThat(sum(explained, Cause.BOUNDARY) + sum(explained, Cause.TOKEN_CATEGORY))
                    .isZero();
        }
    }

    private static Day arbitrary(Random random) {
        Day day = new Day();
        for (int hour = 0; hour < 4; hour++) {
            for (String model : List.of("gpt-5.5", "gpt-4o", CellKey.UNKNOWN)) {
                day.at(hour, model);
                for (int person = 0; person < 4; person++) {
                    String name = "p" + person;
                    day.hearing(name, Hearing.values()[random.nextInt(3)]);
                    if (random.nextBoolean()) {
                        day.named(name, random.nextInt(5000));
                    }
                    if (random.nextBoolean()) {
                        int tokens = random.nextInt(5000);
                        Failed failed = Failed.of(random.nextInt(tokens + 1), random.nextInt(3), random.nextInt(3));
                        double factor = 0.7 + random.nextDouble();
                        day.seen(name, tokens, failed, new Factor(factor, factor * 0.9, factor * 1.2, 9));
                    }
                }
                day.counted(random.nextInt(3) * random.nextInt(4000));
                if (random.nextBoolean()) {
                    day.first(random.nextInt(9000));
                }
            }
        }
        return day;
    }

    private static long sum(Explained explained, Cause cause) {
        return explained.causes().values().stream()
                .mapToLong(causes -> tokens(causes, cause))
                .sum();
    }

    private static long tokens(Map<Cause, Tokens> causes, Cause cause) {
        return causes.getOrDefault(cause, Tokens.NONE).tokens();
    }

    private static Map<Cause, Tokens> causes(Explained explained, int hour, String model) {
        return explained.causes().getOrDefault(new CellKey(DAY.plus(Duration.ofHours(hour)), model), Map.of());
    }

    /** A day that is written down cell by cell. */
    private static final class Day {

        private final Map<CellKey, Long> provider = new HashMap<>();
        private final Map<CellKey, Long> device = new HashMap<>();
        private final Map<CellKey, Long> first = new HashMap<>();
        private final List<Named> named = new ArrayList<>();
        private final List<Estimate> estimates = new ArrayList<>();
        private final Map<String, Hearing> hearing = new HashMap<>();
        private CellKey cell = new CellKey(DAY, "gpt-5.5");

        Day at(int hour, String model) {
            cell = new CellKey(DAY.plus(Duration.ofHours(hour)), model);
            return this;
        }

        Day counted(long tokens) {
            provider.merge(cell, tokens, Long::sum);
            return this;
        }

        Day named(String person, long tokens) {
            named.add(new Named(cell, person, tokens));
            return counted(tokens);
        }

        Day seen(String person, long tokens, Factor factor) {
            return seen(person, tokens, Failed.NONE, factor);
        }

        Day seen(String person, long tokens, Failed failed, Factor factor) {
            estimates.add(new Estimate(cell, person, tokens, failed, factor));
            device.merge(cell, tokens, Long::sum);
            return this;
        }

        Day first(long tokens) {
            first.put(cell, tokens);
            return this;
        }

        Day hearing(String person, Hearing one) {
            hearing.put(person, one);
            return this;
        }

        List<Count> counts() {
            List<Count> counts = new ArrayList<>();
            provider.forEach(
                    (key, tokens) -> counts.add(new Count(key, tokens, device.getOrDefault(key, 0L), first.get(key))));
            return counts;
        }

        Explained explained() {
            return Variance.of(new MeasuredDay(
                    counts(), named, estimates, (person, hour) -> hearing.getOrDefault(person, Hearing.HEARD)));
        }

        Map<Cause, Tokens> causes() {
            return VarianceTest.causes(explained(), 0, "gpt-5.5");
        }
    }
}
