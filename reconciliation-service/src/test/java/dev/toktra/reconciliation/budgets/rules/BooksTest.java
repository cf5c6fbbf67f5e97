package dev.toktra.reconciliation.budgets.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.budgets.rules.Books.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BooksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Span NOVEMBER = new Span(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

    private static Entry entry(@Nullable UUID department, @Nullable UUID unit, long amount) {
        return new Entry(TODAY, null, department, unit, "openai", "gpt-4o", Spent.NOTHING, Samples.spent(amount));
    }

    private static long spent(Books books, Budget budget) {
        return books.of(budget).over(NOVEMBER).total().longValueExact();
    }

    /** Departments of a random tree, each with a budget, and what was used in each of them. */
    private static final class Company {

        private final Map<UUID, UUID> parents = new HashMap<>();
        private final List<Budget> budgets = new ArrayList<>();
        private final Budget all = Samples.department(null, Period.MONTHLY, 1);
        private final Books books;
        private final long[] own;
        private long nobodys;

        Company(Random random) {
            own = new long[2 + random.nextInt(12)];
            for (int i = 0; i < own.length; i++) {
                budgets.add(Samples.department(new UUID(1, i), Period.MONTHLY, 1));
                if (i > 0 && random.nextInt(4) > 0) {
                    parents.put(new UUID(1, i), new UUID(1, random.nextInt(i)));
                }
            }
            budgets.add(all);
            books = new Books(budgets, parents, TODAY);
            for (int i = 0; i < 50; i++) {
                use(random.nextInt(own.length), random.nextInt(3), i);
            }
        }

        private void use(int department, int kind, int amount) {
            UUID id = new UUID(1, department);
            books.book(entry(kind == 0 ? id : null, kind == 1 ? id : null, amount));
            if (kind == 2) {
                nobodys += amount;
            } else {
                own[department] += amount;
            }
        }

        long below(int department) {
            long below = 0;
            for (int child = 0; child < own.length; child++) {
                if (new UUID(1, department).equals(parents.get(new UUID(1, child)))) {
                    below += spent(books, budgets.get(child));
                }
            }
            return below;
        }
    }

    /** In any tree a department has what is its own and what the departments below it have, and the top has all of them. */
    @Test
    void aDepartmentHoldsWhatIsBelowIt() {
        for (int seed = 0; seed < 100; seed++) {
            Company company = new Company(new Random(seed));
            long tops = 0;
            for (int i = 0; i < company.own.length; i++) {
                long spent = spent(company.books, company.budgets.get(i));
                assertThat(spent).as("seed %d", seed).isEqualTo(company.own[i] + company.below(i));
                tops += company.parents.containsKey(new UUID(1, i)) ? 0 : spent;
            }
            assertThat(spent(company.books, company.all)).as("seed %d", seed).isEqualTo(tops + company.nobodys);
        }
    }

    @Test
    void aCircleOfDepartmentsCountsOnce() {
        UUID one = new UUID(1, 1);
        UUID two = new UUID(1, 2);
        Budget first = Samples.department(one, Period.MONTHLY, 1);
        Budget second = Samples.department(two, Period.MONTHLY, 1);
        Books books = new Books(List.of(first, second), Map.of(one, two, two, one), TODAY);
        books.book(entry(one, two, 7));
        assertThat(spent(books, first)).isEqualTo(7);
        assertThat(spent(books, second)).isEqualTo(7);
    }

    @Test
    void whatLiesBeforeAllThatMattersIsNotRead() {
        Books books = new Books(
                List.of(Samples.organisation(Period.ANNUAL, 1, true), Samples.organisation(Period.DAILY, 1, false)),
                Map.of(),
                TODAY);
        assertThat(books.relevant(TODAY)).isEqualTo(new Span(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 12, 31)));
        assertThat(new Books(List.of(Samples.organisation(Period.DAILY, 1, true)), Map.of(), TODAY).relevant(TODAY))
                .isEqualTo(new Span(TODAY.minusDays(56), TODAY));
    }
}
