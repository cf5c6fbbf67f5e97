package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import dev.toktra.reconciliation.budgets.rules.Budget.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets and spending of tests. */
final class Samples {

    static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private Samples() {}

    static Budget organisation(Period period, long amount, boolean rollover) {
        return organisation(period, amount, rollover, LONG_AGO);
    }

    static Budget organisation(Period period, long amount, boolean rollover, LocalDate startsOn) {
        return budget(
                new Subject(Scope.ORGANISATION, null, Measure.TOKENS, period, null, null, startsOn), amount, rollover);
    }

    static Budget department(@Nullable UUID department, Period period, long amount) {
        Scope scope = department == null ? Scope.ORGANISATION : Scope.DEPARTMENT;
        return budget(new Subject(scope, department, Measure.USD, period, null, null, LONG_AGO), amount, false);
    }

    private static Budget budget(Subject subject, long amount, boolean rollover) {
        Terms terms = new Terms("Budget", BigDecimal.valueOf(amount), true, rollover, Thresholds.USUAL);
        return new Budget(UUID.randomUUID(), UUID.randomUUID(), subject, terms, 1, Instant.EPOCH);
    }

    static Spent spent(long total) {
        return new Spent(BigDecimal.valueOf(total), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    static Spending spending(Object... daysAndTotals) {
        Map<LocalDate, Spent> days = new HashMap<>();
        for (int i = 0; i < daysAndTotals.length; i += 2) {
            days.put(LocalDate.parse((String) daysAndTotals[i]), spent((Integer) daysAndTotals[i + 1]));
        }
        return new Spending(days);
    }

    /** The middle of a day in UTC. */
    static Today noon(String day) {
        return new Today(LocalDate.parse(day), 0.5, Instant.parse(day + "T12:00:00Z"));
    }
}
