package dev.toktra.devstack.provider.book;

import java.util.function.LongUnaryOperator;

/** Tokens by category, each counted once, and requests. */
public record Amounts(long fresh, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long requests) {

    public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0, 0);

    public Amounts {
        if (fresh < 0 || cacheRead < 0 || cacheWrite5m < 0 || cacheWrite1h < 0 || output < 0 || requests < 0) {
            throw new IllegalArgumentException("no amount is negative");
        }
    }

    /** All input: fresh, read from a cache and written to one. */
    public long input() {
        return fresh + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    public long cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public Amounts plus(Amounts more) {
        return new Amounts(
                fresh + more.fresh,
                cacheRead + more.cacheRead,
                cacheWrite5m + more.cacheWrite5m,
                cacheWrite1h + more.cacheWrite1h,
                output + more.output,
                requests + more.requests);
    }

    Amounts each(LongUnaryOperator change) {
        return new Amounts(
                change.applyAsLong(fresh),
                change.applyAsLong(cacheRead),
                change.applyAsLong(cacheWrite5m),
                change.applyAsLong(cacheWrite1h),
                change.applyAsLong(output),
                change.applyAsLong(requests));
    }
}
