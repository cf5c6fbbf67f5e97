package dev.toktra.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands in its current period, with the thresholds that were reached in it; a reader that mails each alert
 * once by (budget, start of the period, threshold) mails none twice.
 *
 * @param budget null of a deleted one
 * @param current null of a deleted one
 */
public record BudgetStatus(
        UUID orgId,
        UUID budgetId,
        long version,
        boolean deleted,
        @Nullable Budget budget,
        @Nullable Current current) implements State {

    /** Whose usage counts. */
    public enum Scope {
        ORGANISATION,
        DEPARTMENT,
        PERSON
    }

    /** What is counted. */
    public enum Measure {
        TOKENS,
        USD
    }

    /** How a period goes. */
    public enum Standing {
        ON_TRACK,
        /** The period is expected to end above the amount. */
        AT_RISK,
        EXCEEDED
    }

    /**
     * The budget itself.
     *
     * @param departmentId of a department's: it counts for those below it too
     * @param userId of a person's
     * @param period daily, weekly, monthly, quarterly or annual
     * @param hard whether a check beyond it is denied
     * @param provider the only one that counts; null: all
     * @param model the only one that counts; null: all
     */
    public record Budget(
            String name,
            Scope scope,
            @Nullable UUID departmentId,
            @Nullable UUID userId,
            Measure measure,
            String period,
            boolean hard,
            @Nullable String provider,
            @Nullable String model) {}

    /**
     * The period at hand. Amounts are in the budget's measure.
     *
     * @param endDate the last day
     * @param amount what may be spent, with what was rolled over
     * @param settled the part of what is spent that providers confirmed
     * @param unpricedTokens tokens without a price, which a budget in USD cannot count
     * @param pace spent ÷ what would be spent by now if the amount were spent evenly over working time
     * @param projected what is expected at the period's end; null while there is too little history
     */
    public record Current(
            LocalDate startDate,
            LocalDate endDate,
            BigDecimal amount,
            BigDecimal rolledOver,
            BigDecimal spent,
            BigDecimal settled,
            BigDecimal unpricedTokens,
            @Nullable BigDecimal pace,
            @Nullable Projected projected,
            Standing standing,
            Instant asOf,
            List<Alert> alerts) {

        public Current {
            Laws.law(!Laws.present(endDate, "end_date").isBefore(startDate), "a period does not end before it begins");
            alerts = List.copyOf(Laws.present(alerts, "alerts"));
        }
    }

    /** An expected end with the bounds of its 80 % interval. */
    public record Projected(BigDecimal low, BigDecimal mid, BigDecimal high) {}

    /**
     * A threshold that was reached in the period; it stays, also when less is spent later.
     *
     * @param threshold in percent of the amount
     * @param at when it was noticed
     */
    public record Alert(int threshold, Instant at, BigDecimal spent, BigDecimal amount) {}

    public BudgetStatus {
        Laws.present(orgId, "org_id");
        Laws.present(budgetId, "budget_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.law(deleted == (budget == null) && deleted == (current == null), "a budget that is there has a status");
    }

    @Override
    public String key() {
        return orgId + "|" + budgetId;
    }

    @Override
    public BudgetStatus erased(long lastVersion) {
        return new BudgetStatus(orgId, budgetId, lastVersion, true, null, null);
    }
}
