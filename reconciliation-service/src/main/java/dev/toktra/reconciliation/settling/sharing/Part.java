package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.reconciliation.providers.Counts;
import org.jspecify.annotations.Nullable;

/** A count cut in two: what may be given and what is left of it, measure by measure exact. */
public record Part(Counts given, Counts rest) {

    /** Gives at most so much input, output and requests; kinds of input are given in their own proportion. */
    static Part of(Counts whole, Weights most) {
        long input = Math.min(whole.input(), most.input());
        long output = Math.min(whole.output(), most.output());
        Long requests = whole.requests() == null ? null : (Long) Math.min(whole.requests(), most.requests());
        Counts given = kinds(whole, input, output, requests);
        return new Part(given, minus(whole, given));
    }

    boolean givesAnything() {
        return !isNothing(given);
    }

    boolean leavesAnything() {
        return !isNothing(rest);
    }

    public static boolean isNothing(Counts counts) {
        return counts.input() == 0 && counts.output() == 0 && (counts.requests() == null || counts.requests() == 0);
    }

    private static Counts kinds(Counts whole, long input, long output, @Nullable Long requests) {
        Long fresh = whole.freshInput();
        Long read = whole.cacheRead();
        Long write = whole.cacheWrite();
        if (fresh == null || read == null || write == null || fresh + read + write != whole.input()) {
            return new Counts(input, output, null, null, null, null, requests);
        }
        long[] kinds = LargestRemainder.split(input, fresh, read, write);
        Long hour = whole.cacheWrite1h();
        Long ofHour = hour == null ? null : (Long) LargestRemainder.split(hour, kinds[2], write - kinds[2])[0];
        return new Counts(input, output, kinds[0], kinds[1], kinds[2], ofHour, requests);
    }

    private static Counts minus(Counts whole, Counts given) {
        return new Counts(
                whole.input() - given.input(),
                whole.output() - given.output(),
                minus(whole.freshInput(), given.freshInput()),
                minus(whole.cacheRead(), given.cacheRead()),
                minus(whole.cacheWrite(), given.cacheWrite()),
                minus(whole.cacheWrite1h(), given.cacheWrite1h()),
                minus(whole.requests(), given.requests()));
    }

    private static @Nullable Long minus(@Nullable Long whole, @Nullable Long given) {
        return whole == null || given == null ? null : (Long) (whole - given);
    }
}
