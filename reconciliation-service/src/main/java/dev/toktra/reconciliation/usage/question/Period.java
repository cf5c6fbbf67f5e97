package dev.toktra.reconciliation.usage.question;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long each figure of a list is. */
public enum Period {
    HOURLY,
    DAILY,
    /** From Monday. */
    WEEKLY,
    MONTHLY;

    /** The first day of the period that a day belongs to. */
    public LocalDate startOf(LocalDate day) {
        return switch (this) {
            case HOURLY, DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the next period. */
    public LocalDate after(LocalDate start) {
        return switch (this) {
            case HOURLY, DAILY -> start.plusDays(1);
            case WEEKLY -> start.plusWeeks(1);
            case MONTHLY -> start.plusMonths(1);
        };
    }
}
