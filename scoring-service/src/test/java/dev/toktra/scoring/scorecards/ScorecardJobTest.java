package dev.toktra.scoring.scorecards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.scorecards.Firm.Employee;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorecardJobTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 14);
    private static final Instant BEGAN = Instant.parse("2026-06-15T02:00:00Z");

    private final ScorecardJob job = new ScorecardJob(() -> Period.ofMonths(13));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void cardsSayWhatWasUsedAndByHowManyOfWhom(long seed) throws SQLException {
        Firm firm = Firm.random(seed, 60, NIGHT);
        compute(firm, NIGHT);
        Oracle oracle = new Oracle(firm, NIGHT);
        List<String> expected = new ArrayList<>();
        expected.add(oracle.line("organisation", firm.org()));
        firm.units().forEach(unit -> expected.add(oracle.line(unit.team() ? "team" : "department", unit.id())));
        firm.people().stream()
                .filter(oracle::listed)
                .map(Employee::id)
                .forEach(person -> expected.add(oracle.line("employee", person)));
        assertThat(cards(firm)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void computingAgainLeavesTheSameCards() throws SQLException {
        Firm firm = Firm.random(7, 40, NIGHT);
        compute(firm, NIGHT);
        List<String> first = cards(firm);
        recompute(firm, NIGHT);
        assertThat(cards(firm)).isEqualTo(first);
    }

    @Test
    void nightsOlderThanThirteenMonthsGo() throws SQLException {
        Firm firm = Firm.random(8, 5, NIGHT);
        compute(firm, NIGHT);
        recompute(firm, NIGHT.plusMonths(13));
        assertThat(nights(firm)).containsExactly("2026-06-14", "2027-07-14");
        recompute(firm, NIGHT.plusMonths(13).plusDays(1));
        assertThat(nights(firm)).containsExactly("2027-07-14", "2027-07-15");
    }

    private void compute(Firm firm, LocalDate night) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("scoring_worker")) {
            JdbcTransaction.commit(worker, () -> {
                new FirmTables(worker, firm).write();
                return 0;
            });
        }
        recompute(firm, night);
    }

    private void recompute(Firm firm, LocalDate night) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("scoring_worker")) {
            JdbcTransaction.commit(
                    worker, () -> job.compute(worker, new Night(firm.org(), night, ZoneOffset.UTC, BEGAN)));
        }
    }

    private static List<String> nights(Firm firm) throws SQLException {
        return rows(
                "select distinct night::text from scorecard where org_id = '" + firm.org() + "' order by 1",
                row -> row.getString(1));
    }

    private static List<String> cards(Firm firm) throws SQLException {
        return rows(
                "select *, (select string_agg(key || '=' || round(value::numeric, 3), ',' order by key)"
                        + " from jsonb_each_text(providers)) as shares from scorecard where org_id = '" + firm.org()
                        + "' order by level, subject_id",
                ScorecardJobTest::line);
    }

    private static String line(ResultSet row) throws SQLException {
        return String.join(
                " ",
                row.getString("level"),
                row.getString("subject_id"),
                row.getString("eligible"),
                row.getString("active_7"),
                row.getString("active_30"),
                row.getString("active_90"),
                row.getString("tokens"),
                Arrays.stream((Object[]) row.getArray("weeks").getArray())
                        .map(Objects::toString)
                        .collect(Collectors.joining(",")),
                row.getString("models"),
                text(row.getBigDecimal("effective_models")),
                Objects.requireNonNullElse(row.getString("shares"), ""),
                row.getString("scored"),
                text(row.getBigDecimal("score")),
                text(row.getBigDecimal("score_change_30")),
                text(row.getBigDecimal("score_change_90")));
    }

    private static String text(@Nullable BigDecimal figure) {
        return figure == null ? "null" : String.format(Locale.ROOT, "%.3f", figure);
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(String sql, Reading<T> reading) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("scoring_worker");
                Statement statement = worker.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reading.read(rows));
            }
            return found;
        }
    }
}
