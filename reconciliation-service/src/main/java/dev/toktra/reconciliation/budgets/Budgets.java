package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.reconciliation.asking.Precondition;
import dev.toktra.reconciliation.budgets.BudgetBody.Wanted;
import dev.toktra.reconciliation.budgets.rules.Budget;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What administrators do with budgets. */
@ApplicationScoped
class Budgets {

    private final Caller caller;
    private final BudgetStore store;
    private final Clock clock;

    Budgets(Caller caller, BudgetStore store, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.clock = clock;
    }

    Uni<ShownBudget.Page> list(BudgetFilter filter) {
        int limit = filter.page.limit();
        return store.list(filter.whose(), filter.page.after(), limit + 1).map(found -> {
            boolean more = found.items().size() > limit;
            List<ShownBudget> items =
                    found.items().stream().limit(limit).map(ShownBudget::of).toList();
            String next = more ? items.get(limit - 1).budgetId().toString() : null;
            return new ShownBudget.Page(items, next, more, found.total());
        });
    }

    Uni<Budget> add(JsonNode body) {
        Wanted wanted = BudgetBody.fresh(body);
        UUID budgetId = UuidCreator.getTimeOrderedEpoch();
        UUID orgId = caller.org();
        Instant now = now();
        return store.add(today -> new Budget(budgetId, orgId, wanted.subject(today), wanted.terms(), 1, now));
    }

    Uni<Budget> change(UUID budgetId, Precondition precondition, JsonNode body) {
        return store.change(budgetId, now -> {
            precondition.check(now.version());
            return new Budget(
                    now.budgetId(),
                    now.orgId(),
                    now.subject(),
                    BudgetBody.changed(body, now.subject().measure(), now.terms()),
                    now.version() + 1,
                    now());
        });
    }

    Uni<Void> delete(UUID budgetId, Precondition precondition) {
        return store.delete(budgetId, now -> precondition.check(now.version()), now());
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
