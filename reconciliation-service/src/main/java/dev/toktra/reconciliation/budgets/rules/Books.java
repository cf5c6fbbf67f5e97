package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Books what an organisation used to each budget that it counts for. */
public final class Books {

    private final Map<UUID, Page> pages = new HashMap<>();
    private final Map<UUID, List<Page>> byScope = new HashMap<>();
    private final List<Page> organisation = new ArrayList<>();
    private final Map<UUID, UUID> parents;

    /** {@code parents} are the departments above departments and of teams. */
    public Books(Collection<Budget> budgets, Map<UUID, UUID> parents, LocalDate today) {
        this.parents = Map.copyOf(parents);
        for (Budget budget : budgets) {
            Page page = new Page(budget, budget.relevant(today), new HashMap<>());
            pages.put(budget.budgetId(), page);
            UUID scopeId = budget.subject().scopeId();
            List<Page> same =
                    scopeId == null ? organisation : byScope.computeIfAbsent(scopeId, id -> new ArrayList<>());
            same.add(page);
        }
    }

    private record Page(Budget budget, Span relevant, Map<LocalDate, Spent> days) {

        void book(Entry entry) {
            Subject subject = budget.subject();
            if (relevant.contains(entry.day())
                    && (subject.provider() == null || subject.provider().equals(entry.provider()))
                    && (subject.model() == null || subject.model().equals(entry.model()))) {
                Spent spent = subject.measure() == Measure.TOKENS ? entry.tokens() : entry.money();
                days.merge(entry.day(), spent, Spent::plus);
            }
        }
    }

    /**
     * Some usage of a day.
     *
     * @param person who used it, where a budget is theirs
     * @param departmentId that the person belonged to on the day
     * @param unitId the department or team that is said to own what nobody is named for
     */
    public record Entry(
            LocalDate day,
            @Nullable UUID person,
            @Nullable UUID departmentId,
            @Nullable UUID unitId,
            String provider,
            String model,
            Spent tokens,
            Spent money) {}

    /** All days from the first to the last that say something. */
    public Span relevant(LocalDate today) {
        LocalDate start = today;
        LocalDate end = today;
        for (Page page : pages.values()) {
            start = page.relevant().start().isBefore(start) ? page.relevant().start() : start;
            end = page.relevant().end().isAfter(end) ? page.relevant().end() : end;
        }
        return new Span(start, end);
    }

    /** The people who have a budget of their own. */
    public Set<UUID> people() {
        Set<UUID> people = new LinkedHashSet<>();
        for (Page page : pages.values()) {
            UUID scopeId = page.budget().subject().scopeId();
            if (page.budget().subject().scope() == Scope.PERSON && scopeId != null) {
                people.add(scopeId);
            }
        }
        return people;
    }

    /** Counts for the organisation, the person, and each department on the way up, once. */
    public void book(Entry entry) {
        Set<UUID> scopes = new LinkedHashSet<>();
        climb(entry.departmentId(), scopes);
        climb(entry.unitId(), scopes);
        UUID person = entry.person();
        if (person != null) {
            scopes.add(person);
        }
        organisation.forEach(page -> page.book(entry));
        scopes.forEach(scope -> byScope.getOrDefault(scope, List.of()).forEach(page -> page.book(entry)));
    }

    /** What was booked to a budget. */
    public Spending of(Budget budget) {
        Page page = pages.get(budget.budgetId());
        return new Spending(page == null ? Map.of() : page.days());
    }

    private void climb(@Nullable UUID unit, Set<UUID> met) {
        UUID at = unit;
        while (at != null && met.add(at)) {
            at = parents.get(at);
        }
    }
}
