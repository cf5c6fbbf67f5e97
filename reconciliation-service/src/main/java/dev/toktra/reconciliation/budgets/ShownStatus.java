package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.events.BudgetStatus.Alert;
import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.events.BudgetStatus.Projected;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.StatusStore.Overview;
import dev.toktra.reconciliation.budgets.StatusStore.Standing;
import dev.toktra.reconciliation.budgets.rules.Hierarchy;
import dev.toktra.reconciliation.budgets.rules.Hierarchy.Department;
import dev.toktra.reconciliation.budgets.rules.Hierarchy.Overcommitment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a budget stands in its current period; what is not known yet is null. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "BudgetStanding")
record ShownStatus(
        ShownBudget budget,

        @Schema(enumeration = {"pending", "on_track", "at_risk", "exceeded"})
        String standing,

        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,

        @Schema(description = "of the period, with what was rolled over") @Nullable
        BigDecimal amount,

        @Nullable BigDecimal rolledOver,
        @Nullable BigDecimal spent,

        @Schema(description = "the part of spent that providers confirmed") @Nullable
        BigDecimal settled,

        @Schema(description = "below 0 where the budget is exceeded") @Nullable
        BigDecimal remaining,

        @Schema(description = "tokens without a price, which no sum in USD holds") @Nullable
        BigDecimal unpricedTokens,

        @Schema(description = "spent by what would be spent by now; 1 is as planned") @Nullable
        BigDecimal pace,

        @Schema(description = "the period's end with an 80 % interval; null below two weeks of history") @Nullable
        ProjectedEnd projected,

        List<Threshold> thresholds,
        @Nullable Instant asOf) {

    /** What is expected at the period's end. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetProjection")
    record ProjectedEnd(BigDecimal low, BigDecimal mid, BigDecimal high) {}

    /** A threshold, and when it was reached in this period. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetThreshold")
    record Threshold(
            int percent,
            @Nullable Instant reachedAt,
            @Nullable BigDecimal spent) {}

    /** All budgets by department. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetTree")
    record Tree(
            List<ShownStatus> organisation,
            List<Branch> departments,
            List<ShownStatus> people,
            List<Warning> warnings) {}

    /** A department with what is below it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetBranch")
    record Branch(UUID departmentId, String name, List<ShownStatus> budgets, List<Branch> departments) {}

    /** A budget of which more is shared out below it than it has. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetWarning")
    record Warning(UUID budgetId, BigDecimal amount, BigDecimal sharedOut, List<UUID> below, String words) {}

    static ShownStatus of(Standing standing) {
        ShownBudget budget = ShownBudget.of(standing.budget());
        Current current = standing.current();
        if (current == null) {
            List<Threshold> thresholds = budget.thresholds().stream()
                    .map(percent -> new Threshold(percent, null, null))
                    .toList();
            return new ShownStatus(
                    budget, "pending", null, null, null, null, null, null, null, null, null, null, thresholds, null);
        }
        Projected end = current.projected();
        return new ShownStatus(
                budget,
                BudgetMapper.word(current.standing()),
                current.startDate(),
                current.endDate(),
                current.amount(),
                current.rolledOver(),
                current.spent(),
                current.settled(),
                current.amount().subtract(current.spent()),
                current.unpricedTokens(),
                current.pace(),
                end == null ? null : new ProjectedEnd(end.low(), end.mid(), end.high()),
                thresholds(budget.thresholds(), current.alerts()),
                current.asOf());
    }

    private static List<Threshold> thresholds(List<Integer> percents, List<Alert> alerts) {
        TreeSet<Integer> all = new TreeSet<>(percents);
        alerts.forEach(alert -> all.add(alert.threshold()));
        return all.stream()
                .map(percent -> alerts.stream()
                        .filter(alert -> alert.threshold() == percent)
                        .findFirst()
                        .map(alert -> new Threshold(percent, alert.at(), alert.spent()))
                        .orElse(new Threshold(percent, null, null)))
                .toList();
    }

    static Tree tree(Overview overview) {
        Hierarchy hierarchy = overview.hierarchy();
        return new Tree(
                of(overview, Scope.ORGANISATION, null).toList(),
                branches(overview, hierarchy.below(null)),
                overview.standings().stream()
                        .filter(standing -> standing.budget().subject().scope() == Scope.PERSON)
                        .map(ShownStatus::of)
                        .toList(),
                hierarchy
                        .overcommitments(overview.standings().stream()
                                .map(Standing::budget)
                                .toList())
                        .stream()
                        .map(ShownStatus::warning)
                        .toList());
    }

    private static List<Branch> branches(Overview overview, List<Department> departments) {
        return departments.stream()
                .map(department -> new Branch(
                        department.departmentId(),
                        department.name(),
                        of(overview, Scope.DEPARTMENT, department.departmentId())
                                .toList(),
                        branches(overview, overview.hierarchy().below(department.departmentId()))))
                .toList();
    }

    private static Stream<ShownStatus> of(Overview overview, Scope scope, @Nullable UUID scopeId) {
        return overview.standings().stream()
                .filter(standing -> standing.budget().subject().scope() == scope
                        && Objects.equals(standing.budget().subject().scopeId(), scopeId))
                .map(ShownStatus::of);
    }

    private static Warning warning(Overcommitment found) {
        return new Warning(
                found.budgetId(),
                found.amount(),
                found.sharedOut(),
                found.below(),
                "More is shared out below this budget than it has.");
    }
}
