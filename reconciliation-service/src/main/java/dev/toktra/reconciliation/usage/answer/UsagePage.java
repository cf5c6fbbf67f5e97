package dev.toktra.reconciliation.usage.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor null on the last page
 * @param totalCount of the whole list
 * @param freshness of the providers that the whole list saw, and of those that are connected
 */
public record UsagePage(
        List<UsageItem> items, @Nullable String nextCursor, long totalCount, List<Freshness> freshness, Instant asOf) {

    public UsagePage withFreshness(List<Freshness> found) {
        return new UsagePage(items, nextCursor, totalCount, found, asOf);
    }
}
