package dev.toktra.reconciliation.providers;

import java.time.Instant;

/** What a provider counted in the bucket that begins at {@code start}; within one read each key occurs once. */
public record ProviderCount(Instant start, Width width, Dimensions dimensions, Counts counts) {

    public ProviderCount {
        if (!width.starts(start)) {
            throw new IllegalArgumentException("a count belongs to a whole bucket");
        }
    }
}
