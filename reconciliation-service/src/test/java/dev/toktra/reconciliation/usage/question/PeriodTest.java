package dev.toktra.reconciliation.usage.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.asking.view.DateRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "DAILY,   2026-03-04, 2026-03-04, 2026-03-05",
        "HOURLY,  2026-03-04, 2026-03-04, 2026-03-05",
        "WEEKLY,  2026-03-04, 2026-03-02, 2026-03-09",
        "WEEKLY,  2026-03-02, 2026-03-02, 2026-03-09",
        "WEEKLY,  2026-03-01, 2026-02-23, 2026-03-02",
        "WEEKLY,  2026-01-01, 2025-12-29, 2026-01-05",
        "MONTHLY, 2024-02-29, 2024-02-01, 2024-03-01",
        "MONTHLY, 2026-12-31, 2026-12-01, 2027-01-01"
    })
    void aDayBelongsToItsPeriod(Period period, LocalDate day, LocalDate start, LocalDate next) {
        assertThat(period.startOf(day)).isEqualTo(start);
        assertThat(period.after(start)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "6, 7", "7, 7", "8, 14", "30, 35", "90, 91", "91, 91"})
    void theRangeBeforeHasTheSameDaysOfTheWeekAndNoDayOfTheRange(int days, int earlier) {
        DateRange range =
                new DateRange(LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 4).plusDays(days - 1));
        DateRange before = range.previous();
        assertThat(before.days()).isEqualTo(days);
        assertThat(before.start()).isEqualTo(range.start().minusDays(earlier));
        assertThat(before.start().getDayOfWeek()).isEqualTo(DayOfWeek.WEDNESDAY);
        assertThat(before.end()).isBefore(range.start());
    }

    @Test
    void aRangeDoesNotEndBeforeItStarts() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        assertThat(new DateRange(day, day).days()).isEqualTo(1);
        assertThatThrownBy(() -> new DateRange(day, day.minusDays(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
