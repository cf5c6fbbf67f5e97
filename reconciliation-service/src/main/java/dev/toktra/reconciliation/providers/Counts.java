package dev.toktra.reconciliation.providers;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one bucket and key, with the same meaning for every provider.
 *
 * <p>What a provider does not report is null and never 0: Azure and GCP do not split input, Anthropic counts no
 * requests.
 *
 * @param input all input, with what was read from and written to caches
 * @param output all output, reasoning included
 * @param freshInput input that no cache gave or took
 * @param cacheRead input read from a cache
 * @param cacheWrite input written to caches of any age
 * @param cacheWrite1h the part of {@code cacheWrite} that is kept for an hour and costs more
 * @param requests calls; Azure and GCP count refused calls too
 */
public record Counts(
        long input,
        long output,
        @Nullable Long freshInput,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long cacheWrite1h,
        @Nullable Long requests) {

    public Counts {
        if (input < 0 || output < 0 || negative(freshInput) || negative(cacheRead) || negative(requests)) {
            throw new IllegalArgumentException("counts are not negative");
        }
        if (negative(cacheWrite) || negative(cacheWrite1h)) {
            throw new IllegalArgumentException("counts are not negative");
        }
        if (cacheWrite1h != null && (cacheWrite == null || cacheWrite1h > cacheWrite)) {
            throw new IllegalArgumentException("what is kept for an hour is part of what is written");
        }
    }

    /** What is known of input and output only. */
    public static Counts of(long input, long output, @Nullable Long requests) {
        return new Counts(input, output, null, null, null, null, requests);
    }

    /** The sum; a measure that one side does not report is not reported. Throws ArithmeticException beyond a long. */
    public Counts plus(Counts other) {
        return new Counts(
                Math.addExact(input, other.input),
                Math.addExact(output, other.output),
                sum(freshInput, other.freshInput),
                sum(cacheRead, other.cacheRead),
                sum(cacheWrite, other.cacheWrite),
                sum(cacheWrite1h, other.cacheWrite1h),
                sum(requests, other.requests));
    }

    private static boolean negative(@Nullable Long count) {
        return count != null && count < 0;
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : Math.addExact(one, other);
    }
}
