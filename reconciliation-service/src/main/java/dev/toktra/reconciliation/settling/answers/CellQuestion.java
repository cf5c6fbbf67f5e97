package dev.toktra.reconciliation.settling.answers;

import dev.toktra.reconciliation.settling.variance.Cause;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells, and how they are put together.
 *
 * @param start first UTC day
 * @param end last UTC day, included
 * @param model canonical
 * @param groupBy in the order of {@link Dimension}
 * @param cause only cells with it; null: all
 * @param people whose parts of the cells
 * @param after the key of the last item of the page before; "" for the first page
 */
record CellQuestion(
        LocalDate start,
        LocalDate end,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String state,
        List<Dimension> groupBy,
        @Nullable Cause cause,
        String after,
        int limit,
        PeopleQuestion people) {

    /** Whether it is about people's parts of cells. */
    boolean isOfPeople() {
        return !people.equals(PeopleQuestion.EVERYBODY) || groupBy.stream().anyMatch(Dimension::isOfPeople);
    }
}
