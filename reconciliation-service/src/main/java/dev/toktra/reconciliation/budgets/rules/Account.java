package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.BudgetStatus.Alert;
import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.events.BudgetStatus.Projected;
import dev.toktra.events.BudgetStatus.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws the account of a budget's current period. */
public final class Account {

    private static final int MONEY_DIGITS = 4;
    private static final int PACE_DIGITS = 3;

    private final Budget budget;
    private final Spending spending;
    private final Today today;
    private final Span span;

    public Account(Budget budget, Spending spending, Today today) {
        this.budget = budget;
        this.spending = spending;
        this.today = today;
        this.span = budget.period(today.day());
    }

    public Span span() {
        return span;
    }

    /** How it stands, with the alerts that were there already and those that come of it. */
    public Current draw(List<Alert> before) {
        BigDecimal rolled = rolledOver();
        BigDecimal amount = budget.terms().amount().add(rolled);
        Spent spent = spending.over(span);
        BigDecimal pace = pace(spent.total(), amount);
        Projected projected = projected(spent.total()).orElse(null);
        return new Current(
                span.start(),
                span.end(),
                plain(amount),
                plain(rolled),
                plain(spent.total()),
                plain(spent.settled()),
                plain(spent.unpriced()),
                pace,
                projected,
                standing(spent.total(), amount, pace, projected),
                today.now(),
                alerts(before, spent.total(), amount));
    }

    /** What the period before left of its own amount; what was rolled into that one is not rolled on. */
    private BigDecimal rolledOver() {
        if (!budget.terms().rollover()) {
            return BigDecimal.ZERO;
        }
        return budget.before(span)
                .map(before -> budget.terms()
                        .amount()
                        .subtract(spending.over(before).total())
                        .max(BigDecimal.ZERO))
                .orElse(BigDecimal.ZERO);
    }

    private @Nullable BigDecimal pace(BigDecimal spent, BigDecimal amount) {
        double elapsed = new WorkingWeek(spending.history(today.day())).elapsed(span, today);
        return elapsed <= 0
                ? null
                : plain(BigDecimal.valueOf(spent.doubleValue() / (amount.doubleValue() * elapsed))
                        .setScale(PACE_DIGITS, RoundingMode.HALF_EVEN));
    }

    private Optional<Projected> projected(BigDecimal spent) {
        return new Projection(spending.history(today.day()))
                .end(span, today, spent.doubleValue())
                .map(end -> new Projected(
                        rounded(end.low(), spent), rounded(end.mid(), spent), rounded(end.high(), spent)));
    }

    private static Standing standing(
            BigDecimal spent, BigDecimal amount, @Nullable BigDecimal pace, @Nullable Projected projected) {
        if (spent.compareTo(amount) > 0) {
            return Standing.EXCEEDED;
        }
        boolean risk = projected == null
                ? pace != null && pace.compareTo(BigDecimal.ONE) > 0
                : projected.mid().compareTo(amount) > 0;
        return risk ? Standing.AT_RISK : Standing.ON_TRACK;
    }

    private List<Alert> alerts(List<Alert> before, BigDecimal spent, BigDecimal amount) {
        List<Alert> alerts = new ArrayList<>(before);
        for (int threshold : budget.reached(spent, amount)) {
            if (before.stream().noneMatch(alert -> alert.threshold() == threshold)) {
                alerts.add(new Alert(threshold, today.now(), plain(spent), plain(amount)));
            }
        }
        return alerts;
    }

    private BigDecimal rounded(double value, BigDecimal least) {
        int digits = budget.subject().measure() == Measure.TOKENS ? 0 : MONEY_DIGITS;
        return plain(BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .max(least));
    }

    /** Equal values are written alike. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
