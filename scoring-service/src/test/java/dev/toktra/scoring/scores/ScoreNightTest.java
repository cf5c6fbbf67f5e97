package dev.toktra.scoring.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.Company;
import dev.toktra.scoring.Habit;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.Use;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoreNightTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

    private final Company company = new Company();

    @Test
    void habitsShowInTheScores() {
        Map<Habit, UUID> people = someOfEach(4, 90);
        Scores.compute(company.org(), NIGHT);
        assertThat(score(first(people, Habit.CAREFUL))).isGreaterThan(score(first(people, Habit.RETRIER)) + 20);
        assertThat(score(first(people, Habit.BUILDER))).isGreaterThan(score(first(people, Habit.TRIFLER)) + 10);
        assertThat(rows("highlight ->> 'component'", first(people, Habit.RETRIER)))
                .containsAnyOf("waste", "productive_output");
    }

    @Test
    void rawValuesAreWhatTheFactsSay() {
        UUID ann = company.person("Ann", null, null);
        for (int day = 0; day < 10; day++) {
            company.uses(
                    ann,
                    NIGHT.minusDays(day),
                    Use.of("anthropic", "claude-opus-4-5")
                            .requests(10, 1, 1, 4)
                            .tokens(1_000, 8_000, 500, 500)
                            .wasted(100, 800, 50, 50)
                            .outcomes(4, 20, 1, 0)
                            .cost(1)
                            .settled());
            company.uses(
                    ann,
                    NIGHT.minusDays(day),
                    Use.of("openai", "gpt-5-mini")
                            .requests(10, 0, 0, 6)
                            .tokens(9_000, 0, 0, 1_000)
                            .cost(1)
                            .settledWithoutCaching());
        }
        company.save();
        Scores.compute(company.org(), NIGHT);
        assertThat(components(ann, "value"))
                // 11 units a day of 20,000 tokens; a tenth of half; 8,000 of 9,500 where caching is told; 4 of 10
                .containsExactly("productive_output 0.55", "waste 0.05", "cache_reuse 0.842105", "model_fit 0.4");
        assertThat(rows("active_days, requests, settled_share, state", ann)).containsExactly("10 200 1.0000 scored");
    }

    @Test
    void dayBeforeTheWindowDoesNotCount() {
        UUID ann = company.person("Ann", null, null);
        company.uses(ann, NIGHT.minusDays(30), Use.of("openai", "gpt-5").requests(1000));
        company.uses(ann, NIGHT.minusDays(29), Use.of("openai", "gpt-5").requests(3));
        company.save();
        Scores.compute(company.org(), NIGHT);
        assertThat(rows("active_days, requests, state", ann)).containsExactly("1 3 insufficient_data");
    }

    @Test
    void dearTokensCountMoreAndThoseWithoutPriceOnce() {
        UUID ann = company.person("Ann", null, null);
        UUID ben = company.person("Ben", null, null);
        for (int day = 0; day < 10; day++) {
            LocalDate date = NIGHT.minusDays(day);
            company.uses(
                    ann,
                    date,
                    Use.of("a", "cheap")
                            .requests(9)
                            .tokens(1_000, 0, 0, 0)
                            .cost(1)
                            .outcomes(1, 0, 0, 0));
            company.uses(
                    ann,
                    date,
                    Use.of("a", "dear").requests(9).tokens(500, 0, 0, 0).cost(5));
            company.uses(
                    ben,
                    date,
                    Use.of("a", "free").requests(9).tokens(2_000, 0, 0, 0).outcomes(1, 0, 0, 0));
        }
        company.save();
        Scores.compute(company.org(), NIGHT);
        assertThat(components(ann, "value")).startsWith("productive_output 0.166667"); // 1 of 1,000 + 5,000
        assertThat(components(ben, "value")).startsWith("productive_output 0.5");
    }

    @Test
    void whoseToolsTellOfNoOutcomesIsMeasuredByOutputAndOnlyWithTheLike() {
        UUID ann = company.person("Ann", null, null);
        for (int day = 0; day < 10; day++) {
            company.uses(
                    ann,
                    NIGHT.minusDays(day),
                    Use.of("a", "b").requests(9, 1, 0, 0).tokens(800, 0, 0, 200).wasted(0, 0, 0, 100));
        }
        company.save();
        Scores.compute(company.org(), NIGHT);
        assertThat(components(ann, "measured_by")).startsWith("productive_output output_tokens");
        assertThat(components(ann, "value")).startsWith("productive_output 100", "waste 0.1");
    }

    @Test
    void placeAndPeopleAreThoseOfTheNight() {
        UUID old = company.department("Old", null);
        UUID now = company.department("New", null);
        UUID ann = company.person("Ann", old, null);
        company.moves(ann, NIGHT.plusDays(1), now, null);
        UUID gone = company.person("Gone", old, null);
        company.status(gone, "inactive");
        UUID later = company.person("Later", old, null);
        company.eligible(later, NIGHT.plusDays(1), null);
        Scores.compute(company.org(), NIGHT);
        assertThat(TestSchema.rows("select user_id, department_id, state from score where org_id = ?", company.org()))
                .containsExactly(ann + " " + old + " insufficient_data");
    }

    @Test
    void nightsWithoutScoresAreComputedLater() {
        UUID ann = firstNightOfOne();
        assertThat(nights())
                .as("a month and more back for trends, and a week of nights in a row for tiers")
                .containsExactly(
                        "2026-05-16 t 1",
                        "2026-05-31 t 1",
                        "2026-06-15 t 1",
                        "2026-06-24 t 1",
                        "2026-06-25 t 1",
                        "2026-06-26 t 1",
                        "2026-06-27 t 1",
                        "2026-06-28 t 1",
                        "2026-06-29 t 1",
                        "2026-06-30 f 1");
        assertThat(rows("trend is not null", ann)).containsExactly("t");
    }

    @Test
    void nightsThatAreThereAreComputedAnewOnlyWhenMoreIsKnownOfThem() {
        firstNightOfOne();
        List<String> before = TestSchema.rows(
                "select night, computed_at from score_basis where org_id = ? order by 1", company.org());

        Scores.compute(company.org(), NIGHT.plusDays(1), Scores.backfillDays());
        assertThat(TestSchema.rows(
                        "select night, computed_at from score_basis where org_id = ? order by 1", company.org()))
                .as("nights near by are enough")
                .startsWith(before.toArray(new String[0]))
                .hasSize(before.size() + 1);

        company.uses(
                company.person("Ben", null, null),
                NIGHT.minusDays(40),
                Use.of("openai", "gpt-5").requests(90));
        company.save();
        Scores.compute(company.org(), NIGHT, Scores.backfillDays());
        assertThat(nights()).contains("2026-05-31 t 2", "2026-06-15 t 2", "2026-06-30 f 1");
    }

    @Test
    void sameFactsGiveTheSameScores() {
        someOfEach(3, 60);
        Scores.compute(company.org(), NIGHT, List.of(30));
        String all =
                "select user_id, night, score, low, high, components, highlight, trend from score where org_id = ? order by 1, 2";
        List<String> first = TestSchema.rows(all, company.org());
        TestSchema.execute("update daily_fact set place = place + 100 where org_id = ?", company.org());
        Scores.compute(company.org(), NIGHT, List.of(30));
        assertThat(TestSchema.rows(all, company.org())).isEqualTo(first).hasSizeGreaterThan(20);
    }

    private UUID firstNightOfOne() {
        UUID ann = company.person("Ann", null, null);
        Habit.CAREFUL.fill(company, ann, NIGHT, 50, new Random(2));
        company.save();
        Scores.compute(company.org(), NIGHT, Scores.backfillDays());
        return ann;
    }

    private List<String> nights() {
        return TestSchema.rows(
                "select b.night, b.backfilled, count(s.user_id) filter (where s.requests > 0) from score_basis b"
                        + " left join score s using (org_id, night) where org_id = ? group by 1, 2 order by 1",
                company.org());
    }

    private List<String> components(UUID person, String field) {
        return TestSchema.rows(
                "select c ->> 'component', c ->> '" + field + "' from score s"
                        + " cross join lateral jsonb_array_elements(s.components) with ordinality e(c, place)"
                        + " where s.org_id = ? and s.user_id = ? and s.night = ? order by e.place",
                company.org(),
                person,
                NIGHT);
    }

    /** Some people of each habit in one department; the first of each. */
    private Map<Habit, UUID> someOfEach(int count, int days) {
        Random random = new Random(11);
        UUID department = company.department("Engineering", null);
        Map<Habit, UUID> first = new EnumMap<>(Habit.class);
        for (Habit habit : Habit.values()) {
            for (int number = 0; number < count; number++) {
                UUID person = company.person(habit + " " + number, department, null);
                habit.fill(company, person, NIGHT, days, random);
                first.putIfAbsent(habit, person);
            }
        }
        company.save();
        return first;
    }

    private static UUID first(Map<Habit, UUID> people, Habit habit) {
        return Objects.requireNonNull(people.get(habit));
    }

    private double score(UUID person) {
        return Double.parseDouble(rows("score", person).get(0));
    }

    private List<String> rows(String columns, UUID person) {
        return TestSchema.rows(
                "select " + columns + " from score where org_id = ? and user_id = ? and night = ?",
                company.org(),
                person,
                NIGHT);
    }
}
