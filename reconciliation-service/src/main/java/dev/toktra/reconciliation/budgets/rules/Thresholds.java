package dev.toktra.reconciliation.budgets.rules;

import java.math.BigDecimal;
import java.util.List;

/** The percents of an amount that someone is told of when they are reached, ascending. */
public record Thresholds(List<Integer> percents) {

    public static final Thresholds USUAL = new Thresholds(List.of(50, 80, 100));

    public static final int MOST = 10;
    public static final int HIGHEST = 1000;

    private static final int PERCENT = 2;

    public Thresholds {
        percents = percents.stream().distinct().sorted().toList();
        if (percents.size() > MOST || percents.stream().anyMatch(percent -> percent < 1 || percent > HIGHEST)) {
            throw new IllegalArgumentException("thresholds are at most " + MOST + " percents from 1 to " + HIGHEST);
        }
    }

    List<Integer> reached(BigDecimal spent, BigDecimal amount) {
        return percents.stream()
                .filter(percent -> spent.compareTo(
                                amount.multiply(BigDecimal.valueOf(percent)).movePointLeft(PERCENT))
                        >= 0)
                .toList();
    }
}
