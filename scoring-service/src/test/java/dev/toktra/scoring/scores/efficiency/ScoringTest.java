package dev.toktra.scoring.scores.efficiency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.scores.efficiency.Assessment.Result;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);
    private static final Scoring SCORING = new Scoring(Crowd.FORMULA, NIGHT);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void contributionsSumUpToTheScoreWhichLiesInItsInterval(long seed) {
        for (Result result : results(Crowd.people(80, new Random(seed))).values()) {
            assertThat(result.parts().stream().map(Part::contribution).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(result.score());
            assertThat(result.score()).isBetween(result.low(), result.high());
            assertThat(result.low()).isNotNegative();
            assertThat(result.high()).isLessThanOrEqualTo(BigDecimal.valueOf(100));
            assertThat(result.parts()).allSatisfy(part -> {
                assertThat(part.percentile()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
                assertThat(part.comparedWith()).isIn("department", "organisation");
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void orderOfPeopleDoesNotMatter(long seed) {
        List<Person> people = new ArrayList<>(Crowd.people(60, new Random(seed)));
        Map<UUID, Result> before = results(people);
        Collections.shuffle(people, new Random(seed));
        assertThat(results(people)).isEqualTo(before);
    }

    @ParameterizedTest(name = "prices × {0}")
    @ValueSource(doubles = {0.001, 0.3, 7, 1000})
    void pricesThatAllChangeByTheSameFactorChangeNoScore(double factor) {
        List<Person> people = Crowd.people(60, new Random(7));
        List<Person> dearer = people.stream()
                .map(changed(sums -> {
                    for (Measure measure :
                            List.of(Measure.TOKENS, Measure.SETTLED, Measure.REPORTING, Measure.SEEN, Measure.WASTED)) {
                        sums[measure.ordinal()] *= factor;
                    }
                }))
                .toList();
        assertThat(scores(dearer)).isEqualTo(scores(people));
    }

    @ParameterizedTest
    @EnumSource(names = "OUTPUT_TOKENS", mode = EnumSource.Mode.EXCLUDE)
    void whoeverGetsBetterInOneThingDoesNotScoreLess(Yardstick yardstick) {
        for (long seed = 8; seed < 12; seed++) {
            Random random = new Random(seed);
            List<Person> people = new ArrayList<>(Crowd.people(40, random));
            int who = random.nextInt(people.size());
            double before = score(people, who);
            for (int step = 0; step < 4; step++) {
                people.set(who, better(yardstick).apply(people.get(who)));
                double now = score(people, who);
                assertThat(now).as("seed %d, step %d", seed, step).isGreaterThanOrEqualTo(before);
                before = now;
            }
        }
    }

    @Test
    void equalValuesShareTheirRankHoweverTheyAreSummedUp() {
        List<Person> people = List.of(alike(1, 0.1, 0.2, 0.3), alike(2, 0.3, 0.2, 0.1), alike(3, 0.2, 0.3, 0.1));
        assertThat(scores(people).values()).containsOnly(new BigDecimal("50.0"));
    }

    /** Six days that waste these shares of a third each. */
    private static Person alike(long id, double... shares) {
        List<double[]> days = new ArrayList<>();
        for (int day = 0; day < 6; day++) {
            double[] sums = new double[Measure.values().length];
            Crowd.set(sums, Measure.REQUESTS, 20);
            Crowd.set(sums, Measure.TOKENS, 1);
            Crowd.set(sums, Measure.SEEN, 1);
            Crowd.set(sums, Measure.WASTED, shares[day % 3]);
            days.add(sums);
        }
        return new Person(new UUID(0, id), null, null, days);
    }

    @Test
    void tooFewDaysOrRequestsAreNoScore() {
        Random random = new Random(13);
        List<Person> people = new ArrayList<>(Crowd.people(12, random));
        Person full = people.get(0);
        people.add(with(full, 4, sums -> {}));
        people.add(with(full, full.activeDays(), sums -> Crowd.set(sums, Measure.REQUESTS, 49.0 / full.activeDays())));
        people.add(new Person(new UUID(9, 9), null, null, List.of()));
        List<Assessment> all = SCORING.assess(people);
        assertThat(all.subList(0, 12)).noneMatch(one -> one.result() == null);
        assertThat(all.subList(12, 15)).allMatch(one -> one.result() == null);
        assertThat(all.get(0).result())
                .as("who has no score is no peer")
                .isEqualTo(SCORING.assess(people.subList(0, 12)).get(0).result());
    }

    @Test
    void departmentOfTenIsComparedWithItselfAndOneOfNineWithAll() {
        Random random = new Random(14);
        UUID ten = new UUID(2, 10);
        UUID nine = new UUID(2, 9);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            people.add(Crowd.Ways.of(random, ten).month(random));
        }
        for (int i = 0; i < 9; i++) {
            people.add(Crowd.Ways.of(random, nine).month(random));
        }
        List<Assessment> all = SCORING.assess(people);
        assertThat(firstPart(all.get(0)).comparedWith()).isEqualTo("department");
        assertThat(firstPart(all.get(0)).peers()).isEqualTo(10);
        assertThat(firstPart(all.get(18)).comparedWith()).isEqualTo("organisation");
        assertThat(firstPart(all.get(18)).peers()).isEqualTo(19);
    }

    @Test
    void componentWithoutDataDropsOutAndTheOthersWeighMore() {
        List<Person> people = new ArrayList<>(Crowd.people(12, new Random(15)));
        people.set(0, changed(sums -> Crowd.set(sums, Measure.CACHE_INPUT, 0)).apply(people.get(0)));
        Result result = Objects.requireNonNull(SCORING.assess(people).get(0).result());
        assertThat(result.parts()).extracting(Part::component).contains("cache_reuse");
        assertThat(result.parts())
                .extracting(part -> part.weight().doubleValue())
                .containsExactly(0.4706, 0.2941, 0.0, 0.2353);
        assertThat(result.parts().get(2).percentile()).isNull();
        assertThat(result.parts().get(2).contribution()).isZero();
    }

    @Test
    void fewDaysDrawTowardsTheMiddle() {
        List<Person> people = new ArrayList<>(Crowd.people(30, new Random(16)));
        Person person = people.get(0);
        people.set(0, with(person, 5, sums -> {}));
        Part part = firstPart(SCORING.assess(people).get(0));
        double percentile = Objects.requireNonNull(part.percentile()).doubleValue();
        assertThat(Objects.requireNonNull(part.shrunk()).doubleValue())
                .isCloseTo(50 + (percentile - 50) * 5 / 8, org.assertj.core.data.Offset.offset(0.11));
    }

    @Test
    void highlightSaysWhatWouldRaiseTheScoreMostAndByHowMuch() {
        List<Person> people = new ArrayList<>(Crowd.people(40, new Random(17)));
        people.set(
                0,
                changed(sums -> Crowd.set(sums, Measure.WASTED, sums[Measure.SEEN.ordinal()]))
                        .apply(people.get(0)));
        Result before = Objects.requireNonNull(SCORING.assess(people).get(0).result());
        Highlight highlight = Objects.requireNonNull(before.highlight());
        assertThat(highlight.component()).isEqualTo("waste");
        assertThat(highlight.words()).startsWith("100.0 % of the tokens went into failed or repeated requests");
        double target = highlight.target().doubleValue();
        people.set(
                0,
                changed(sums -> Crowd.set(sums, Measure.WASTED, target * sums[Measure.SEEN.ordinal()]))
                        .apply(people.get(0)));
        Result after = Objects.requireNonNull(SCORING.assess(people).get(0).result());
        assertThat(after.score().subtract(before.score()).doubleValue())
                .isCloseTo(highlight.gain().doubleValue(), org.assertj.core.data.Offset.offset(1.5));
    }

    /** What a person would score on average over months of the same ways lies in four of five of the intervals. */
    @Test
    void intervalsCoverWhatThePersonScoresOnTheAverage() {
        Random random = new Random(18);
        List<Crowd.Ways> ways = Crowd.ways(120, random);
        int months = 25;
        double[] mean = new double[ways.size()];
        List<List<Assessment>> all = new ArrayList<>();
        for (int month = 0; month < months; month++) {
            List<Assessment> assessed =
                    SCORING.assess(ways.stream().map(one -> one.month(random)).toList());
            all.add(assessed);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += result(assessed.get(i)).score().doubleValue() / months;
            }
        }
        double covered = all.stream()
                .mapToDouble(month -> covered(month, mean))
                .average()
                .orElseThrow();
        assertThat(covered).isBetween(0.75, 0.88);
    }

    private static double covered(List<Assessment> month, double[] mean) {
        int covered = 0;
        for (int i = 0; i < mean.length; i++) {
            Result result = result(month.get(i));
            boolean inside = result.low().doubleValue() <= mean[i]
                    && mean[i] <= result.high().doubleValue();
            covered += inside ? 1 : 0;
        }
        return (double) covered / mean.length;
    }

    private static UnaryOperator<Person> better(Yardstick yardstick) {
        return switch (yardstick) {
            case OUTCOMES, OUTPUT_TOKENS -> changed(sums -> sums[Measure.UNITS.ordinal()] *= 1.5);
            case WASTED_SHARE -> changed(sums -> sums[Measure.WASTED.ordinal()] *= 0.6);
            case CACHED_SHARE ->
                changed(sums -> sums[Measure.CACHE_READ.ordinal()] =
                        (sums[Measure.CACHE_READ.ordinal()] + sums[Measure.CACHE_INPUT.ordinal()]) / 2);
            case TRIFLES_TO_TOP -> changed(sums -> sums[Measure.SMALL_TO_TOP.ordinal()] *= 0.6);
        };
    }

    private interface Change {
        void to(double[] sums);
    }

    private static UnaryOperator<Person> changed(Change change) {
        return person -> with(person, person.activeDays(), change);
    }

    private static Person with(Person person, int days, Change change) {
        List<double[]> changed = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            double[] sums = person.day(day).clone();
            change.to(sums);
            changed.add(sums);
        }
        return new Person(person.user(), person.department(), person.team(), changed);
    }

    private static Map<UUID, Result> results(List<Person> people) {
        return SCORING.assess(people).stream()
                .collect(Collectors.toMap(one -> one.person().user(), ScoringTest::result));
    }

    private static Map<UUID, BigDecimal> scores(List<Person> people) {
        return results(people).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().score()));
    }

    private static double score(List<Person> people, int who) {
        return result(SCORING.assess(people).get(who)).score().doubleValue();
    }

    private static Result result(Assessment assessment) {
        return Objects.requireNonNull(assessment.result());
    }

    private static Part firstPart(Assessment assessment) {
        return result(assessment).parts().get(0);
    }
}
