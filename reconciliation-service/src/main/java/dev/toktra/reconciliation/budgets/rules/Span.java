package dev.toktra.reconciliation.budgets.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** Days of the organisation's calendar, both ends included. */
public record Span(LocalDate start, LocalDate end) {

    public Span {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a span ends before it starts");
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    public Stream<LocalDate> days() {
        return start.datesUntil(end.plusDays(1));
    }
}
