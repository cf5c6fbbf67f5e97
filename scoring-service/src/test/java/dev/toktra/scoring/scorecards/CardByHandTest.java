package dev.toktra.scoring.scorecards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.Use;
import dev.toktra.scoring.nights.Night;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The card that the reference page works out by hand. */
class CardByHandTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 14);

    private final Company company = new Company();
    private final UUID department = company.department("Languages", null);
    private final UUID team = company.team("Compilers", department);
    private final UUID ann = company.person("Ann", department, team);
    private final UUID bob = company.person("Bob", department, team);

    @Test
    void pageSaysWhatIsComputed() throws SQLException, IOException {
        use();
        compute();
        assertThat(TestSchema.rows(
                        "select eligible, active_7, active_30, tokens, models, round(effective_models, 2), providers"
                                + " ->> 'openai', providers ->> 'anthropic', score, weeks[9:], round(slope),"
                                + " round(slope_low, -2), round(slope_high, -2), num_nulls(variadic weeks) from scorecard"
                                + " where subject_id = ?",
                        team))
                .containsExactly(
                        "3 1 2 1000000 3 2.59 0.800000 0.200000 70.0000 {50000,100000,400000,200000,300000} 56250"
                                + " -11600 146200 8");
        assertThat(Files.readString(Path.of(System.getProperty("toktra.root"), "docs/reference/scorecards.md")))
                .contains(
                        "**0.6667**",
                        "**2.59**",
                        "**0.8**",
                        "**0.2**",
                        "**56.25**",
                        "**−11.6**",
                        "**146.2**",
                        "**70.0**");
    }

    private void use() {
        UUID dan = company.person("Dan", department, team);
        company.person("Cyd", department, team);
        company.eligible(dan, LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 2));
        uses(ann, 1, "gpt-5", 300_000);
        uses(ann, 8, "gpt-5", 200_000);
        uses(ann, 22, "gpt-5", 100_000);
        uses(ann, 34, "gpt-5", 50_000);
        uses(bob, 20, "claude-sonnet-4-5", 200_000);
        uses(dan, 15, "gpt-5-mini", 200_000);
        company.save();
        score(ann, 80);
        score(bob, 60);
    }

    private void uses(UUID person, int daysBefore, String model, long tokens) {
        String provider = model.startsWith("gpt") ? "openai" : "anthropic";
        company.uses(
                person, NIGHT.minusDays(daysBefore), Use.of(provider, model).tokens(tokens - 1000, 0, 0, 1000));
    }

    private void score(UUID person, double score) {
        TestSchema.execute(
                "insert into score (org_id, user_id, night, score, low, high, state, department_id, team_id,"
                        + " active_days, requests, components, formula_version, computed_at) values (?, ?, ?, ?, 0, 100,"
                        + " 'scored', ?, ?, 9, 99, '{}', 1, now())",
                company.org(),
                person,
                NIGHT,
                score,
                department,
                team);
    }

    private void compute() throws SQLException {
        Night night = new Night(company.org(), NIGHT, ZoneOffset.UTC, Instant.parse("2026-06-15T02:00:00Z"));
        try (Connection worker = TestSchema.worker().getConnection()) {
            JdbcTransaction.commit(worker, () -> new ScorecardJob(() -> Period.ofMonths(13)).compute(worker, night));
        }
    }
}
