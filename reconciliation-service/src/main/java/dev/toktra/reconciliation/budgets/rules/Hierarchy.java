package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The departments of an organisation and the budgets that they share out. */
public final class Hierarchy {

    /** Budgets whose periods begin together have the same period here. */
    private static final LocalDate FAR = LocalDate.of(9000, 1, 1);

    private final Map<UUID, Department> departments = new LinkedHashMap<>();

    public Hierarchy(Collection<Department> all) {
        all.forEach(department -> departments.put(department.departmentId(), department));
    }

    /** A department; at the top without one above. */
    public record Department(
            UUID departmentId, String name, @Nullable UUID parentId) {}

    /**
     * A budget that is less than what is shared out below it; allowed, and worth knowing.
     *
     * @param sharedOut the sum of the budgets next below it
     */
    public record Overcommitment(UUID budgetId, BigDecimal amount, BigDecimal sharedOut, List<UUID> below) {}

    /** Departments directly below one; those at the top for null, whose parent is unknown among them. */
    public List<Department> below(@Nullable UUID parentId) {
        return departments.values().stream()
                .filter(department -> Objects.equals(parent(department), parentId))
                .toList();
    }

    /** Compares each budget with those of the next departments below that have a like one. */
    public List<Overcommitment> overcommitments(Collection<Budget> budgets) {
        Map<Subject, Map<UUID, Budget>> like = new HashMap<>();
        for (Budget budget : budgets) {
            UUID department = budget.subject().scopeId();
            if (budget.subject().scope() == Scope.DEPARTMENT && department != null) {
                like.computeIfAbsent(likeness(budget), subject -> new LinkedHashMap<>())
                        .merge(department, budget, Hierarchy::larger);
            }
        }
        List<Overcommitment> found = new ArrayList<>();
        for (Budget budget : budgets) {
            if (budget.subject().scope() != Scope.PERSON) {
                overcommitment(budget, like.getOrDefault(likeness(budget), Map.of()), found);
            }
        }
        return found;
    }

    private void overcommitment(Budget budget, Map<UUID, Budget> like, List<Overcommitment> found) {
        List<Budget> below = like.values().stream()
                .filter(other -> Objects.equals(
                        budgetedAbove(other, like), budget.subject().scopeId()))
                .toList();
        BigDecimal sum = below.stream().map(other -> other.terms().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(budget.terms().amount()) > 0) {
            found.add(new Overcommitment(
                    budget.budgetId(),
                    budget.terms().amount(),
                    sum,
                    below.stream().map(Budget::budgetId).toList()));
        }
    }

    /** The nearest department above with a like budget; null: the organisation. */
    private @Nullable UUID budgetedAbove(Budget budget, Map<UUID, Budget> like) {
        Set<UUID> met = new HashSet<>();
        UUID at = budget.subject().scopeId();
        while (at != null && met.add(at)) {
            at = parent(departments.get(at));
            if (at != null && like.containsKey(at)) {
                return at;
            }
        }
        return null;
    }

    private @Nullable UUID parent(@Nullable Department department) {
        UUID parent = department == null ? null : department.parentId();
        return parent != null && departments.containsKey(parent) ? parent : null;
    }

    /** Of two for the same the larger one: it is the last to hold. */
    private static Budget larger(Budget one, Budget other) {
        return one.terms().amount().compareTo(other.terms().amount()) >= 0 ? one : other;
    }

    /** The subject apart from whose it is. */
    private static Subject likeness(Budget budget) {
        Subject subject = budget.subject();
        return new Subject(
                Scope.ORGANISATION,
                null,
                subject.measure(),
                subject.period(),
                subject.provider(),
                subject.model(),
                subject.period().of(FAR, subject.startsOn()).start());
    }
}
