package dev.toktra.reconciliation.budgets.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was spent day by day; a day that is not in it had no usage. */
public record Spending(Map<LocalDate, Spent> days) {

    /** How far back the working week is learnt from. */
    static final int LEARNT_DAYS = 56;

    /** Less says nothing about a week. */
    static final int LEAST_DAYS = 14;

    public Spending {
        days = new TreeMap<>(days);
    }

    Spent on(LocalDate day) {
        return days.getOrDefault(day, Spent.NOTHING);
    }

    Spent over(Span span) {
        Spent sum = Spent.NOTHING;
        for (Map.Entry<LocalDate, Spent> day : days.entrySet()) {
            if (span.contains(day.getKey())) {
                sum = sum.plus(day.getValue());
            }
        }
        return sum;
    }

    /** The whole days before today that teach something, from the first usage on; none where they are too few. */
    List<Day> history(LocalDate today) {
        LocalDate earliest = today.minusDays(LEARNT_DAYS);
        LocalDate first = days.keySet().stream()
                .filter(day -> !day.isBefore(earliest))
                .findFirst()
                .orElse(today);
        if (first.plusDays(LEAST_DAYS).isAfter(today)) {
            return List.of();
        }
        List<Day> history = new ArrayList<>();
        first.datesUntil(today)
                .forEach(day -> history.add(new Day(day, on(day).total().doubleValue())));
        return history;
    }

    /** A whole day and its total. */
    record Day(LocalDate day, double total) {}
}
