package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.events.BudgetStatus.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent, as an administrator set it.
 *
 * @param version counted up by each change
 */
public record Budget(UUID budgetId, UUID orgId, Subject subject, Terms terms, long version, Instant updatedAt) {

    /**
     * What counts for it; it never changes, so that the alerts of a period mean one thing.
     *
     * @param scopeId the department, whose subtree counts, or the person; null: the organisation
     * @param provider the only one that counts; null: all
     * @param model the only one that counts, by its canonical name; null: all
     * @param startsOn nothing before it counts
     */
    public record Subject(
            Scope scope,
            @Nullable UUID scopeId,
            Measure measure,
            Period period,
            @Nullable String provider,
            @Nullable String model,
            LocalDate startsOn) {

        public Subject {
            if ((scope == Scope.ORGANISATION) != (scopeId == null)) {
                throw new IllegalArgumentException("a department or person is named, the organisation is not");
            }
        }
    }

    /**
     * What is allowed, which may change.
     *
     * @param amount of a period
     * @param hard whether more is denied, or only warned of
     * @param rollover whether what a period left of its own amount is added to the next one
     */
    public record Terms(String name, BigDecimal amount, boolean hard, boolean rollover, Thresholds thresholds) {

        public Terms {
            if (amount.signum() <= 0) {
                throw new IllegalArgumentException("an amount is above 0");
            }
        }
    }

    /** The period of a day; of the first one where the budget has not begun. */
    public Span period(LocalDate day) {
        return subject.period().of(day, subject.startsOn());
    }

    /** The period before one; none before the first. */
    public Optional<Span> before(Span span) {
        return span.start().isAfter(subject.startsOn())
                ? Optional.of(period(span.start().minusDays(1)))
                : Optional.empty();
    }

    /** All days that say something about how a day stands. */
    public Span relevant(LocalDate today) {
        LocalDate first = period(today).start();
        LocalDate before =
                terms.rollover() ? before(period(today)).map(Span::start).orElse(first) : first;
        LocalDate learnt = today.minusDays(Spending.LEARNT_DAYS);
        LocalDate start = before.isBefore(learnt) ? before : learnt;
        return new Span(start, period(today).end());
    }

    /** All thresholds that a sum reaches. */
    public List<Integer> reached(BigDecimal spent, BigDecimal amount) {
        return terms.thresholds().reached(spent, amount);
    }
}
