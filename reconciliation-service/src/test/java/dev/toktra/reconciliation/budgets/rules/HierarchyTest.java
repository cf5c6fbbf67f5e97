package dev.toktra.reconciliation.budgets.rules;

import static dev.toktra.reconciliation.budgets.rules.Samples.department;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.toktra.reconciliation.budgets.rules.Hierarchy.Department;
import dev.toktra.reconciliation.budgets.rules.Hierarchy.Overcommitment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HierarchyTest {

    private static final UUID TOP = new UUID(0, 1);
    private static final UUID MIDDLE = new UUID(0, 2);
    private static final UUID LEAF = new UUID(0, 3);
    private static final UUID OTHER = new UUID(0, 4);

    private final Hierarchy hierarchy = new Hierarchy(List.of(
            new Department(TOP, "Top", null),
            new Department(MIDDLE, "Middle", TOP),
            new Department(LEAF, "Leaf", MIDDLE),
            new Department(OTHER, "Other", new UUID(9, 9))));

    @Test
    void whoseParentIsUnknownIsAtTheTop() {
        assertThat(hierarchy.below(null)).extracting(Department::name).containsExactly("Top", "Other");
        assertThat(hierarchy.below(TOP)).extracting(Department::name).containsExactly("Middle");
    }

    @Test
    void theNextBudgetsBelowAreWhatIsSharedOut() {
        Budget all = department(null, Period.MONTHLY, 100);
        Budget top = department(TOP, Period.MONTHLY, 80);
        Budget leaf = department(LEAF, Period.MONTHLY, 90);
        Budget other = department(OTHER, Period.MONTHLY, 30);
        Budget yearly = department(MIDDLE, Period.ANNUAL, 1_000);
        List<Overcommitment> found = hierarchy.overcommitments(List.of(all, top, leaf, other, yearly));
        assertThat(found)
                .extracting(Overcommitment::budgetId, one -> one.sharedOut().intValue(), Overcommitment::below)
                .containsExactlyInAnyOrder(
                        tuple(all.budgetId(), 110, List.of(top.budgetId(), other.budgetId())),
                        tuple(top.budgetId(), 90, List.of(leaf.budgetId())));
    }

    @Test
    void whatFitsIsNoWarning() {
        assertThat(hierarchy.overcommitments(List.of(
                        department(TOP, Period.MONTHLY, 80),
                        department(MIDDLE, Period.MONTHLY, 80),
                        department(LEAF, Period.MONTHLY, 80))))
                .isEmpty();
    }

    /** In any tree each department's budget is shared out of exactly one: no sum holds it twice, none is left out. */
    @Test
    void eachBudgetIsSharedOutOfOne() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Department> departments = new ArrayList<>();
            List<Budget> budgets = new ArrayList<>(List.of(department(null, Period.MONTHLY, 1)));
            for (int i = 0; i < 12; i++) {
                UUID parent = i == 0 || random.nextInt(4) == 0 ? null : new UUID(1, random.nextInt(i));
                departments.add(new Department(new UUID(1, i), "D" + i, parent));
                if (random.nextBoolean()) {
                    budgets.add(department(new UUID(1, i), Period.MONTHLY, 2));
                }
            }
            Map<UUID, Integer> met = new HashMap<>();
            List<Overcommitment> found = new Hierarchy(departments).overcommitments(growing(budgets));
            found.forEach(one -> one.below().forEach(id -> met.merge(id, 1, Integer::sum)));
            assertThat(met.values()).as("seed %d", seed).allMatch(times -> times == 1);
            assertThat(met).as("seed %d", seed).hasSize(budgets.size() - 1);
        }
    }

    /** The later, the more: whoever has something below it has less. */
    private static List<Budget> growing(List<Budget> budgets) {
        List<Budget> growing = new ArrayList<>();
        for (Budget budget : budgets) {
            growing.add(department(budget.subject().scopeId(), Period.MONTHLY, growing.size() + 1L));
        }
        return growing;
    }
}
