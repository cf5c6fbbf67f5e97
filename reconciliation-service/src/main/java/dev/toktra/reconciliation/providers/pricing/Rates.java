package dev.toktra.reconciliation.providers.pricing;

import dev.toktra.reconciliation.providers.Counts;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a million tokens cost, in US dollars. What has no price of its own is billed as what it is a kind of: what is kept in
 * a cache for an hour as other writes, and reads and writes as input.
 */
public record Rates(
        BigDecimal input,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal cacheWrite1h,
        BigDecimal output) {

    private static final int MILLION = 6;

    public Rates {
        if (Stream.of(input, cacheRead, cacheWrite, cacheWrite1h, output)
                .anyMatch(rate -> rate != null && rate.signum() < 0)) {
            throw new IllegalArgumentException("a price is not negative");
        }
        if (cacheWrite1h != null && cacheWrite == null) {
            throw new IllegalArgumentException("cache_write_1h goes with a price of cache_write");
        }
    }

    /** What input and output cost, whatever is done with caches. */
    public static Rates of(BigDecimal input, BigDecimal output) {
        return new Rates(input, null, null, null, output);
    }

    /**
     * What tokens cost, exactly. Input whose kind is not reported is billed as plain input, and so is all of it where a
     * provider reports larger kinds than input.
     */
    public BigDecimal cost(Counts counts) {
        long read = known(counts.cacheRead());
        long write = known(counts.cacheWrite());
        long plain = counts.input() - read - write;
        BigDecimal sum =
                plain < 0 ? times(input, counts.input()) : times(input, plain).add(ofCaches(counts));
        return sum.add(times(output, counts.output())).movePointLeft(MILLION);
    }

    private BigDecimal ofCaches(Counts counts) {
        long hour = known(counts.cacheWrite1h());
        BigDecimal write = orElse(cacheWrite, input);
        return times(orElse(cacheRead, input), known(counts.cacheRead()))
                .add(times(write, known(counts.cacheWrite()) - hour))
                .add(times(orElse(cacheWrite1h, write), hour));
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }

    private static long known(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static BigDecimal orElse(@Nullable BigDecimal rate, BigDecimal otherwise) {
        return rate == null ? otherwise : rate;
    }
}
