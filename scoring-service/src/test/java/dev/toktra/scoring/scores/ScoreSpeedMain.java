package dev.toktra.scoring.scores;

import dev.toktra.scoring.Company;
import dev.toktra.scoring.Habit;
import dev.toktra.scoring.TestSchema;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Times the scores of people × days on the tests' database: {@code ScoreSpeedMain 10000 90}. */
public final class ScoreSpeedMain {

    private ScoreSpeedMain() {}

    public static void main(String[] arguments) {
        int people = Integer.parseInt(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        LocalDate night = LocalDate.of(2026, 6, 30);
        Company company = new Company();
        Random random = new Random(7);
        UUID department = company.department("D0", null);
        for (int number = 0; number < people; number++) {
            department = number % 50 == 0 ? company.department("D" + number, null) : department;
            UUID person = company.person("P" + number, department, null);
            Habit.values()[number % Habit.values().length].fill(company, person, night, days, random);
        }
        company.save();
        System.out.println(
                "rows " + TestSchema.rows("select count(*) from daily_fact where org_id = ?", company.org()));
        TestSchema.execute("analyze daily_fact");
        time("first night, with those before it", company, night, Scores.backfillDays());
        time("a night", company, night, List.of());
        time("the next night", company, night, Scores.backfillDays());
    }

    private static void time(String what, Company company, LocalDate night, List<Integer> backfill) {
        long began = System.nanoTime();
        int scores = Scores.compute(company.org(), night, backfill);
        System.out.printf("%s: %d people in %d ms%n", what, scores, (System.nanoTime() - began) / 1_000_000);
    }
}
