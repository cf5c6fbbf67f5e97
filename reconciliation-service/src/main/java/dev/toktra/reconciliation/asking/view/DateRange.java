package dev.toktra.reconciliation.asking.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days of the organisation's calendar, both ends included. */
public record DateRange(LocalDate start, LocalDate end) {

    /** The days of a range that nobody asked for otherwise. */
    public static final int DEFAULT_DAYS = 30;

    public DateRange {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a range ends before it starts");
        }
    }

    /** How many days. */
    public long days() {
        return ChronoUnit.DAYS.between(start, end) + 1;
    }

    /** As many days before, moved by whole weeks so that each day is compared with a day of the same name. */
    public DateRange previous() {
        long weeks = (days() + 6) / 7;
        return new DateRange(start.minusWeeks(weeks), end.minusWeeks(weeks));
    }
}
