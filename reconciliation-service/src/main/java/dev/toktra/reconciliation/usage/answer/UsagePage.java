package dev.toktra.reconciliation.usage.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor null on the last page
 * @param totalCount of the whole list
 * @param providers all that the whole list saw
 */
public record UsagePage(
        List<UsageItem> items, @Nullable String nextCursor, long totalCount, List<String> providers, Instant asOf) {}
