package dev.toktra.reconciliation.budgets.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodTest {

    @ParameterizedTest(name = "{0} from {1}: {2} is in {3} to {4}")
    @CsvSource({
        "DAILY,     2026-01-01, 2026-03-29, 2026-03-29, 2026-03-29",
        "WEEKLY,    2026-01-01, 2026-03-29, 2026-03-23, 2026-03-29",
        "MONTHLY,   2026-01-01, 2028-02-29, 2028-02-01, 2028-02-29",
        "QUARTERLY, 2026-01-01, 2026-11-22, 2026-10-01, 2026-12-31",
        "QUARTERLY, 2026-02-01, 2026-11-22, 2026-11-01, 2027-01-31",
        "ANNUAL,    2026-01-01, 2026-11-22, 2026-01-01, 2026-12-31",
        "ANNUAL,    2025-04-01, 2026-03-31, 2025-04-01, 2026-03-31",
        "ANNUAL,    2025-04-01, 2026-04-01, 2026-04-01, 2027-03-31",
        "MONTHLY,   2026-11-10, 2026-11-22, 2026-11-10, 2026-11-30",
        "MONTHLY,   2026-11-10, 2026-12-22, 2026-12-01, 2026-12-31",
        "ANNUAL,    2025-04-15, 2026-02-01, 2025-04-15, 2026-03-31",
        "MONTHLY,   2027-01-01, 2026-11-22, 2027-01-01, 2027-01-31",
        "WEEKLY,    2026-12-30, 2027-01-01, 2026-12-30, 2027-01-03",
    })
    @SuppressWarnings("checkstyle:ParameterNumber") // a case
    void aDayIsInOnePeriod(Period period, LocalDate startsOn, LocalDate day, LocalDate start, LocalDate end) {
        assertThat(period.of(day, startsOn)).isEqualTo(new Span(start, end));
    }

    @ParameterizedTest
    @EnumSource(Period.class)
    void periodsFollowEachOtherWithoutGapOrOverlap(Period period) {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            LocalDate startsOn = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1_000));
            Span span = period.of(startsOn, startsOn);
            assertThat(span.start()).as("seed %d", seed).isEqualTo(startsOn);
            for (int i = 0; i < 30; i++) {
                Span next = period.of(span.end().plusDays(1), startsOn);
                assertThat(next.start())
                        .as("seed %d", seed)
                        .isEqualTo(span.end().plusDays(1));
                assertThat(period.of(next.end(), startsOn)).as("seed %d", seed).isEqualTo(next);
                span = next;
            }
        }
    }

    @Test
    void aBudgetWithoutAFirstDayBeginsWithTheCalendar() {
        LocalDate day = LocalDate.of(2026, 11, 22);
        assertThat(Period.DAILY.calendarStart(day)).isEqualTo(day);
        assertThat(Period.WEEKLY.calendarStart(day).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(Period.MONTHLY.calendarStart(day)).isEqualTo("2026-11-01");
        assertThat(Period.QUARTERLY.calendarStart(day)).isEqualTo("2026-10-01");
        assertThat(Period.ANNUAL.calendarStart(day)).isEqualTo("2026-01-01");
    }
}
