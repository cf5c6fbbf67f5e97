package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import dev.toktra.reconciliation.budgets.rules.Budget.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A budget as callers see it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Budget")
record ShownBudget(
        UUID budgetId,
        String name,
        String scope,
        @Nullable UUID departmentId,
        @Nullable UUID userId,
        String measure,
        BigDecimal amount,
        String period,
        boolean hard,
        boolean rollover,
        List<Integer> thresholds,
        @Nullable String provider,
        @Nullable String model,
        LocalDate startsOn,
        Instant updatedAt) {

    /** A page of budgets. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetList")
    record Page(List<ShownBudget> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** What a request says of a new budget; of an existing one name, amount, hard, rollover and thresholds change. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "NewBudget")
    record Wanted(
            String name,

            @Schema(enumeration = {"organisation", "department", "person"})
            String scope,

            @Schema(description = "of scope department; its subtree counts") @Nullable
            UUID departmentId,

            @Schema(description = "of scope person") @Nullable
            UUID userId,

            @Schema(enumeration = {"tokens", "usd"}) String measure,

            @Schema(description = "above 0; tokens without decimals, USD with at most 6")
            BigDecimal amount,

            @Schema(
                    enumeration = {"daily", "weekly", "monthly", "quarterly", "annual"},
                    description = "weeks from Monday; quarters and years from the month of starts_on")
            String period,

            @Schema(description = "deny, instead of warn, beyond the amount; false by default") @Nullable
            Boolean hard,

            @Schema(description = "add what the period before left of its own amount; false by default") @Nullable
            Boolean rollover,

            @Schema(description = "percents to alert at, by default 50, 80, 100") @Nullable
            List<Integer> thresholds,

            @Schema(description = "the only provider that counts") @Nullable
            String provider,

            @Schema(description = "the only model that counts, by its canonical name") @Nullable
            String model,

            @Schema(description = "nothing before it counts; by default the first day of the calendar's period")
            @Nullable
            LocalDate startsOn) {}

    static ShownBudget of(Budget budget) {
        Subject subject = budget.subject();
        Terms terms = budget.terms();
        return new ShownBudget(
                budget.budgetId(),
                terms.name(),
                BudgetMapper.word(subject.scope()),
                subject.scope() == Scope.DEPARTMENT ? subject.scopeId() : null,
                subject.scope() == Scope.PERSON ? subject.scopeId() : null,
                BudgetMapper.word(subject.measure()),
                terms.amount(),
                subject.period().word(),
                terms.hard(),
                terms.rollover(),
                terms.thresholds().percents(),
                subject.provider(),
                subject.model(),
                subject.startsOn(),
                budget.updatedAt());
    }
}
