package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.providers.Counts;

/** What proportions are taken of: an estimate, or what is left of one. */
public record Weights(long fresh, long read, long write, long input, long output, long requests) {

    public static Weights of(TokenCounts tokens, long requests) {
        return new Weights(
                tokens.freshInput(),
                tokens.cacheRead(),
                tokens.cacheWrite(),
                tokens.input(),
                tokens.output(),
                requests);
    }

    /** What is left after somebody was given their part of it; nothing is ever below 0. */
    Weights minus(Counts given) {
        return new Weights(
                less(fresh, given.freshInput() == null ? 0 : given.freshInput()),
                less(read, given.cacheRead() == null ? 0 : given.cacheRead()),
                less(write, given.cacheWrite() == null ? 0 : given.cacheWrite()),
                less(input, given.input()),
                less(output, given.output()),
                less(requests, given.requests() == null ? 0 : given.requests()));
    }

    /** Everything that is known of it, for what it says nothing about. */
    long any() {
        return Math.addExact(input, Math.addExact(output, requests));
    }

    private static long less(long from, long given) {
        return Math.max(0, from - given);
    }
}
