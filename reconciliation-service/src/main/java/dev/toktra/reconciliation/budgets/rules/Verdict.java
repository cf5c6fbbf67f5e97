package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.BudgetStatus.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a call may be made, as far as budgets go, and why. */
public record Verdict(Decision decision, String reason) {

    /** What a caller should do, the mildest first. */
    public enum Decision {
        ALLOW,
        /** A soft budget would be exceeded, or what the call costs is not known. */
        WARN,
        /** A hard budget would be exceeded. */
        DENY
    }

    /** What a call would use; null where that is not known. */
    public record Asked(
            @Nullable BigDecimal tokens, @Nullable BigDecimal usd) {

        @Nullable
        BigDecimal in(Measure measure) {
            return measure == Measure.TOKENS ? tokens : usd;
        }
    }

    /**
     * A budget that a call concerns, in its current period.
     *
     * @param seen whether the caller may know its name and amounts
     */
    public record Limit(
            UUID budgetId,
            String name,
            Measure measure,
            boolean hard,
            BigDecimal amount,
            BigDecimal spent,
            LocalDate end,
            boolean seen) {

        /** Below 0 where the budget is exceeded. */
        public BigDecimal remaining() {
            return Account.plain(amount.subtract(spent));
        }
    }

    private record Finding(Decision decision, String words) {}

    /** The strictest of what the limits say. */
    public static Verdict of(Asked asked, Collection<Limit> limits) {
        List<Finding> findings = new ArrayList<>();
        limits.forEach(limit -> findings.add(finding(asked.in(limit.measure()), limit)));
        Decision decision = findings.stream()
                .map(Finding::decision)
                .max(Decision::compareTo)
                .orElse(Decision.ALLOW);
        if (decision == Decision.ALLOW) {
            return new Verdict(
                    decision,
                    limits.isEmpty()
                            ? "No budget concerns this call."
                            : "All budgets that this call concerns hold it.");
        }
        List<String> words = findings.stream()
                .filter(finding -> finding.decision() == decision)
                .map(Finding::words)
                .toList();
        return new Verdict(decision, String.join(" ", words));
    }

    private static Finding finding(@Nullable BigDecimal asked, Limit limit) {
        BigDecimal sum = limit.spent().add(asked == null ? BigDecimal.ZERO : asked);
        if (sum.compareTo(limit.amount()) > 0) {
            return new Finding(limit.hard() ? Decision.DENY : Decision.WARN, exceeded(asked, limit));
        }
        if (asked == null) {
            String unit = limit.measure() == Measure.TOKENS ? "tokens" : "dollars";
            return new Finding(
                    Decision.WARN,
                    "It is not known how many %s the call takes, so %s cannot hold it.".formatted(unit, name(limit)));
        }
        return new Finding(Decision.ALLOW, "");
    }

    private static String exceeded(@Nullable BigDecimal asked, Limit limit) {
        if (!limit.seen()) {
            return "A budget above you would be exceeded.";
        }
        String unit = limit.measure().name().toLowerCase(Locale.ROOT);
        String left = limit.remaining().signum() < 0
                ? "is exceeded by %s %s".formatted(limit.remaining().negate().toPlainString(), unit)
                : "has %s %s left".formatted(limit.remaining().toPlainString(), unit);
        String wanted =
                asked == null ? "" : "; the call takes " + Account.plain(asked).toPlainString();
        return "%s %s until %s%s.".formatted(capital(name(limit)), left, limit.end(), wanted);
    }

    private static String name(Limit limit) {
        return limit.seen() ? "the budget \"" + limit.name() + "\"" : "a budget above you";
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
