package dev.toktra.reconciliation.settling.answers;

import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import dev.toktra.reconciliation.settling.variance.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells, and how they are put together.
 *
 * @param days of UTC
 * @param cause only cells with it; null: all
 * @param after the key of the last item of the page before; "" for the first page
 */
record CellQuestion(
        DateRange days,
        UsageFilter asked,
        @Nullable String state,
        List<Grouping> groups,
        @Nullable Cause cause,
        String after,
        int limit) {

    CellQuestion with(Cause only) {
        return new CellQuestion(days, asked, state, groups, only, after, limit);
    }
}
