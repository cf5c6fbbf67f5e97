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
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class BooksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Span NOVEMBER = new Span(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));

    private static Entry entry(@Nullable UUID department, @Nullable UUID unit, long amount) {
        return new Entry(TODAY, null, department, unit, "openai", "gpt-4o", Spent.NOTHING, Samples.spent(amount));
    }

    private static long spent(Books books, Budget budget) {
        return books.of(budget).over(NOVEMBER).total().longValueExact();
    }

    /** In any tree a department has what is its own and what the departments below it have, and the top has all of them. */
    @Test
    void aDepartmentHoldsWhatIsBelowIt() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(12);
            Map<UUID, UUID> parents = new HashMap<>();
            List<Budget> budgets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                budgets.add(Samples.department(new UUID(1, i), Period.MONTHLY, 1));
                if (i > 0 && random.nextInt(4) > 0) {
                    parents.put(new UUID(1, i), new UUID(1, random.nextInt(i)));
                }
            }
            Budget all = Samples.department(null, Period.MONTHLY, 1);
            budgets.add(all);
            Books books = new Books(budgets, parents, TODAY);
            long[] own = new long[count];
            long nobodys = 0;
            for (int i = 0; i < 50; i++) {
                int department = random.nextInt(count);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        own[department] += i;
                        books.book(entry(new UUID(1, department), null, i));
                    }
                    case 1 -> {
                        own[department] += i;
                        books.book(entry(null, new UUID(1, department), i));
                    }
                    default -> {
                        nobodys += i;
                        books.book(entry(null, null, i));
                    }
                }
            }
            long tops = 0;
            for (int i = 0; i < count; i++) {
                long below = 0;
                for (int child = 0; child < count; child++) {
                    if (new UUID(1, i).equals(parents.get(new UUID(1, child)))) {
                        below += spent(books, budgets.get(child));
                    }
                }
                assertThat(spent(books, budgets.get(i))).as("seed %d", seed).isEqualTo(own[i] + below);
                tops += parents.containsKey(new UUID(1, i)) ? 0 : spent(books, budgets.get(i));
            }
            assertThat(spent(books, all)).as("seed %d", seed).isEqualTo(tops + nobodys);
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
