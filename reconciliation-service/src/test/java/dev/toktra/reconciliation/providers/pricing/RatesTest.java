package dev.toktra.reconciliation.providers.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.providers.Counts;
import java.math.BigDecimal;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final long SEED = Long.getLong("toktra.seed", 20261122);

    private static final Rates CLAUDE = new Rates(usd("3"), usd("0.3"), usd("3.75"), usd("6"), usd("15"));

    @Test
    void eachKindOfInputHasItsPrice() {
        Counts counts = new Counts(1_000_000, 100_000, 400_000L, 300_000L, 300_000L, 100_000L, null);
        // 0.4 x 3 + 0.3 x 0.3 + 0.2 x 3.75 + 0.1 x 6 + 0.1 x 15
        assertThat(CLAUDE.cost(counts)).isEqualByComparingTo("4.14");
    }

    @Test
    void inputOfUnknownKindsIsPlainInput() {
        assertThat(CLAUDE.cost(Counts.of(1_000_000, 0, null))).isEqualByComparingTo("3");
        assertThat(CLAUDE.cost(new Counts(1_000_000, 0, 400_000L, 600_000L, null, null, null)))
                .as("writes are not reported, what was read is")
                .isEqualByComparingTo("1.38");
    }

    @Test
    void whatContradictsItselfIsPlainInput() {
        assertThat(CLAUDE.cost(new Counts(100, 0, 0L, 90L, 20L, null, null))).isEqualByComparingTo("0.0003");
    }

    @Test
    void kindsWithoutAPriceCostWhatTheyAreAKindOf() {
        Counts counts = new Counts(300, 0, 100L, 100L, 100L, 50L, null);
        assertThat(Rates.of(usd("10"), usd("1")).cost(counts)).isEqualByComparingTo("0.003");
        assertThat(new Rates(usd("10"), null, usd("20"), null, usd("1")).cost(counts))
                .as("for an hour as for minutes")
                .isEqualByComparingTo("0.004");
    }

    @Test
    void aTokenIsNotRoundedAway() {
        assertThat(Rates.of(usd("0.02"), usd("0")).cost(Counts.of(1, 0, null))).isEqualByComparingTo("0.00000002");
    }

    @Test
    void aPriceIsNotNegative() {
        assertThatThrownBy(() -> Rates.of(usd("-1"), usd("1"))).hasMessage("a price is not negative");
        assertThatThrownBy(() -> new Rates(usd("1"), null, null, usd("2"), usd("1")))
                .hasMessageContaining("cache_write_1h goes with");
    }

    /** What is reported in the same measures costs in one sum what it costs apart, and twice as much costs twice. */
    @Test
    void costsAreAdditiveAndScale() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            Rates rates = rates(random);
            int reported = random.nextInt(3);
            Counts one = counts(random, reported);
            Counts other = counts(random, reported);
            assertThat(rates.cost(one.plus(other)))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualByComparingTo(rates.cost(one).add(rates.cost(other)));
            Rates twice = new Rates(
                    rates.input().add(rates.input()),
                    twice(rates.cacheRead()),
                    twice(rates.cacheWrite()),
                    twice(rates.cacheWrite1h()),
                    rates.output().add(rates.output()));
            assertThat(twice.cost(one))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualByComparingTo(rates.cost(one.plus(one)));
        }
    }

    private static Rates rates(Random random) {
        BigDecimal write = random.nextBoolean() ? rate(random) : null;
        return new Rates(
                rate(random),
                random.nextBoolean() ? rate(random) : null,
                write,
                write != null && random.nextBoolean() ? rate(random) : null,
                rate(random));
    }

    private static BigDecimal rate(Random random) {
        return BigDecimal.valueOf(random.nextInt(100_000), 3);
    }

    private static Counts counts(Random random, int reported) {
        long fresh = random.nextInt(1_000_000);
        long read = random.nextInt(1_000_000);
        long write = random.nextInt(1_000_000);
        long hour = random.nextInt((int) write + 1);
        long output = random.nextInt(1_000_000);
        return switch (reported) {
            case 0 -> Counts.of(fresh, output, null);
            case 1 -> new Counts(fresh + read, output, fresh, read, null, null, null);
            default -> new Counts(fresh + read + write, output, fresh, read, write, hour, null);
        };
    }

    private static @Nullable BigDecimal twice(@Nullable BigDecimal rate) {
        return rate == null ? null : rate.add(rate);
    }

    private static BigDecimal usd(String rate) {
        return new BigDecimal(rate);
    }
}
