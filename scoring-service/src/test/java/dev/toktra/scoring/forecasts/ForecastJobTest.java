package dev.toktra.scoring.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.Use;
import dev.toktra.scoring.nights.Night;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForecastJobTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

    private final Company company = new Company();
    private final UUID department = company.department("Engineering", null);
    private final UUID ann = company.person("Ann", department, null);
    private final UUID ben = company.person("Ben", null, null);

    @Test
    void theOrganisationItsProvidersModelsAndDepartmentsAreForecast() throws SQLException {
        fill(100, true);
        assertThat(compute(NIGHT)).isEqualTo(1 + 2 + 2 + 1);
        assertThat(column("scope || ' ' || subject"))
                .containsExactlyInAnyOrder(
                        "organisation ",
                        "provider anthropic",
                        "provider openai",
                        "model claude-opus-4",
                        "model gpt-5",
                        "department " + department);
        assertThat(column("distinct state")).containsExactly("forecast");
        assertThat(column("distinct jsonb_array_length(days)")).containsExactly("90");
        // Ann 1,100 a day of openai, Ben 500 of anthropic; weekends rest.
        assertThat(column("(next_30 ->> 0)::numeric between 1600 * 21 and 1600 * 23", "organisation"))
                .containsExactly("t");
        assertThat(column("(next_30 ->> 0)::numeric between 1100 * 21 and 1100 * 23", "department"))
                .containsExactly("t");
        assertThat(column("people || ' ' || people_before || ' ' || tokens_30::bigint", "organisation"))
                .containsExactly("2 2 " + 1600 * 22);
        assertThat(column("trend", "organisation")).containsExactly("steady");
    }

    @Test
    void fewSettledDaysAreSaidToBeTooFew() throws SQLException {
        fill(27, true);
        compute(NIGHT);
        assertThat(column("state || coalesce(days::text, '') || coalesce(trend, '')", "organisation"))
                .containsExactly("insufficient_data");
    }

    @Test
    void estimatesAloneAreNoReconciledHistory() throws SQLException {
        fill(90, false);
        compute(NIGHT);
        assertThat(column("state", "organisation")).containsExactly("insufficient_data");
    }

    @Test
    void aDayOfTheProvidersThatIsMissingIsFilledAndFlagged() throws SQLException {
        fill(91, true);
        company.uses(ann, LocalDate.of(2026, 6, 16), Use.of("openai", "gpt-5").tokens(50, 0, 0, 50));
        company.save();
        compute(NIGHT);
        assertThat(column("filled_days", "organisation")).containsExactly("1");
        assertThat(column("filled_days", "provider", "anthropic")).containsExactly("0");
    }

    @Test
    void theOrganisationsFirstDayIsLeftOutForItIsNotWhole() throws SQLException {
        fill(41, true);
        compute(NIGHT);
        assertThat(column("first_day", "organisation")).containsExactly("2026-05-22");
    }

    @Test
    void computingAgainLeavesTheSameAndForgetsTheOldest() throws SQLException {
        fill(150, true);
        compute(NIGHT.minusDays(101));
        compute(NIGHT);
        List<String> first = column("scope || subject || days::text || coalesce(trend, '-') || weights::text");
        assertThat(compute(NIGHT)).isEqualTo(6);
        assertThat(column("scope || subject || days::text || coalesce(trend, '-') || weights::text"))
                .isEqualTo(first);
        assertThat(TestSchema.rows("select distinct night from forecast where org_id = ?", company.org()))
                .containsExactly("2026-06-30");
    }

    /** So many days up to the night; weekends rest. */
    private void fill(int days, boolean settled) {
        for (int i = 0; i < days; i++) {
            LocalDate day = NIGHT.minusDays(i);
            if (day.getDayOfWeek().getValue() < 6) {
                uses(ann, day, Use.of("openai", "gpt-5").tokens(400, 500, 100, 100), settled);
                uses(ben, day, Use.of("anthropic", "claude-opus-4").tokens(300, 0, 0, 200), settled);
            }
        }
        company.save();
    }

    private void uses(UUID who, LocalDate day, Use use, boolean settled) {
        company.uses(who, day, settled ? use.settled() : use);
    }

    private int compute(LocalDate night) throws SQLException {
        ForecastsConfig config = () -> Period.ofDays(100);
        try (Connection connection = TestSchema.worker().getConnection()) {
            return new ForecastJob(config)
                    .compute(
                            connection,
                            new Night(company.org(), night, ZoneId.of("UTC"), Instant.parse("2026-07-01T02:00:00Z")));
        }
    }

    private List<String> column(String what) {
        return TestSchema.rows(
                "select " + what + " as it from forecast where org_id = ? and night = ? order by 1",
                company.org(),
                NIGHT);
    }

    private List<String> column(String what, String scope) {
        return TestSchema.rows(
                "select " + what + " from forecast where org_id = ? and night = ? and scope = ?",
                company.org(),
                NIGHT,
                scope);
    }

    private List<String> column(String what, String scope, String subject) {
        return TestSchema.rows(
                "select " + what + " from forecast where org_id = ? and night = ? and scope = ? and subject = ?",
                company.org(),
                NIGHT,
                scope,
                subject);
    }
}
