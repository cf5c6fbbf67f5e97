package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of a cell whose input, output and requests come in separate series. Monitoring fills gaps with
 * zeros, so a cell of nothing but zeros says nothing: it may be unused, or not landed yet.
 */
public record Measures(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long requests) {

    public static Measures ofInput(long tokens) {
        return new Measures(tokens, null, null);
    }

    public static Measures ofOutput(long tokens) {
        return new Measures(null, tokens, null);
    }

    public static Measures ofRequests(long calls) {
        return new Measures(null, null, calls);
    }

    /** The sum of what either side knows. Throws ArithmeticException beyond a long. */
    public Measures plus(Measures other) {
        return new Measures(sum(input, other.input), sum(output, other.output), sum(requests, other.requests));
    }

    public boolean isNothing() {
        return known(input) == 0 && known(output) == 0 && known(requests) == 0;
    }

    /** The counts, null for a cell of nothing but zeros. */
    public @Nullable Counts counts() {
        return isNothing() ? null : Counts.of(known(input), known(output), requests);
    }

    private static long known(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.addExact(one, other);
    }
}
