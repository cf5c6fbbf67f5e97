package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.reconciliation.budgets.rules.Spending.Day;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is expected at the end of a period: what is spent already, and for each day to come the mean of its day of the week
 * in the last eight weeks. The interval holds 80 % of what the residuals of these weeks lead to: their spread from day to
 * day and the uncertainty of the means, widened where whole weeks differed by more than days that do not know of each other
 * would. It stands in until forecasts are there, and knows no trend.
 */
final class Projection {

    /** Of the normal distribution: 80 % lie between minus and plus this. */
    private static final double EIGHTY_PERCENT = 1.2815515655446004;

    private static final int WEEK = 7;

    private final List<Day> history;
    private final WorkingWeek week;

    Projection(List<Day> history) {
        this.history = history;
        this.week = new WorkingWeek(history);
    }

    /** Expected sums, the low one never below what is spent. */
    record Expected(double low, double mid, double high) {}

    /** The end of a span of which so much is spent; empty where the history is too short to say. */
    Optional<Expected> end(Span span, Today today, double spent) {
        if (history.isEmpty()) {
            return Optional.empty();
        }
        double rest = 0;
        double days = 0;
        Map<DayOfWeek, Double> open = new EnumMap<>(DayOfWeek.class);
        for (LocalDate day :
                span.days().filter(day -> !day.isBefore(today.day())).toList()) {
            double part = day.equals(today.day()) ? 1 - today.elapsed() : 1;
            rest += week.mean(day) * part;
            days += part;
            open.merge(day.getDayOfWeek(), part, Double::sum);
        }
        double units = days;
        for (Map.Entry<DayOfWeek, Double> of : open.entrySet()) {
            units += of.getValue() * of.getValue() / week.count(of.getKey());
        }
        double spread = EIGHTY_PERCENT * Math.sqrt(variance() * units);
        return Optional.of(new Expected(spent + Math.max(0, rest - spread), spent + rest, spent + rest + spread));
    }

    /** Of a day around the mean of its kind. */
    private double variance() {
        double squares = 0;
        double weekSquares = 0;
        double weekSum = 0;
        int weeks = 0;
        for (int i = 0; i < history.size(); i++) {
            Day day = history.get(i);
            double residual = day.total() - week.mean(day.day());
            squares += residual * residual;
            weekSum += residual;
            if ((i + 1) % WEEK == 0) {
                weekSquares += weekSum * weekSum;
                weekSum = 0;
                weeks++;
            }
        }
        double daily = squares / (history.size() - WEEK);
        double weekly = weeks < 2 ? 0 : weekSquares / (weeks - 1) / WEEK;
        return Math.max(daily, weekly);
    }
}
