package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import java.util.List;

/**
 * Whose costs, and how they are put together beside the days.
 *
 * @param days of UTC
 * @param groups none: days only
 * @param after the key of the last group of the page before; "" for the first page
 */
record CostQuestion(DateRange days, UsageFilter asked, List<Grouping> groups, String after, int limit) {}
