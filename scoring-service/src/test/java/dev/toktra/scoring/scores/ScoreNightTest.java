package dev.toktra.scoring.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.Company;
import dev.toktra.scoring.Habit;
import dev.toktra.scoring.TestSchema;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
        assertThat(score(people.get(Habit.CAREFUL))).isGreaterThan(score(people.get(Habit.RETRIER)) + 20);
        assertThat(score(people.get(Habit.BUILDER))).isGreaterThan(score(people.get(Habit.TRIFLER)) + 10);
        assertThat(rows("highlight ->> 'component'", people.get(Habit.RETRIER)))
                .containsAnyOf("waste", "productive_output");
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
