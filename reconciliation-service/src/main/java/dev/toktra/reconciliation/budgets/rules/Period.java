package dev.toktra.reconciliation.budgets.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How often a budget begins anew, by the organisation's calendar: weeks on Monday, months on the first; quarters and years
 * on the first of the month in which the budget starts, so that a business year needs no setting of its own.
 */
public enum Period {
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY,
    ANNUAL;

    private static final int QUARTER = 3;
    private static final int YEAR = 12;

    /** The period of a day, in which nothing before the first day of the budget counts. */
    public Span of(LocalDate day, LocalDate startsOn) {
        LocalDate reference = day.isBefore(startsOn) ? startsOn : day;
        LocalDate start = startOf(reference, startsOn);
        return new Span(
                start.isBefore(startsOn) ? startsOn : start, after(start).minusDays(1));
    }

    /** The first day of a budget that was not given one: of the calendar's own period around a day. */
    public LocalDate calendarStart(LocalDate day) {
        return startOf(day, day.withDayOfYear(1));
    }

    private LocalDate startOf(LocalDate day, LocalDate startsOn) {
        return switch (this) {
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case QUARTERLY -> monthsFrom(day, startsOn, QUARTER);
            case ANNUAL -> monthsFrom(day, startsOn, YEAR);
        };
    }

    private static LocalDate monthsFrom(LocalDate day, LocalDate startsOn, int length) {
        int since = Math.floorMod(day.getMonthValue() - startsOn.getMonthValue(), length);
        return day.withDayOfMonth(1).minusMonths(since);
    }

    private LocalDate after(LocalDate start) {
        return switch (this) {
            case DAILY -> start.plusDays(1);
            case WEEKLY -> start.plusWeeks(1);
            case MONTHLY -> start.plusMonths(1);
            case QUARTERLY -> start.plusMonths(QUARTER);
            case ANNUAL -> start.plusMonths(YEAR);
        };
    }

    /** Its name in tables, topics and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
