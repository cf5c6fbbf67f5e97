package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.reconciliation.budgets.rules.Spending.Day;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is usually spent on each day of the week. */
final class WorkingWeek {

    private final Map<DayOfWeek, Double> means = new EnumMap<>(DayOfWeek.class);
    private final Map<DayOfWeek, Integer> counts = new EnumMap<>(DayOfWeek.class);

    WorkingWeek(List<Day> history) {
        Map<DayOfWeek, Double> sums = new EnumMap<>(DayOfWeek.class);
        for (Day day : history) {
            sums.merge(day.day().getDayOfWeek(), day.total(), Double::sum);
            counts.merge(day.day().getDayOfWeek(), 1, Integer::sum);
        }
        sums.forEach((day, sum) -> means.put(day, sum / count(day)));
    }

    double mean(LocalDate day) {
        return means.getOrDefault(day.getDayOfWeek(), 0.0);
    }

    /** How many of such days it was learnt from. */
    int count(DayOfWeek day) {
        return counts.getOrDefault(day, 0);
    }

    /** How much of the working time of a span has passed; of its time where nothing is usually spent in it. */
    double elapsed(Span span, Today today) {
        double all = 0;
        double passed = 0;
        double evenly = 0;
        int days = 0;
        for (LocalDate day : span.days().toList()) {
            double part = part(day, today);
            days++;
            evenly += part;
            all += mean(day);
            passed += mean(day) * part;
        }
        return all > 0 ? passed / all : evenly / days;
    }

    private static double part(LocalDate day, Today today) {
        if (day.equals(today.day())) {
            return today.elapsed();
        }
        return day.isBefore(today.day()) ? 1 : 0;
    }
}
