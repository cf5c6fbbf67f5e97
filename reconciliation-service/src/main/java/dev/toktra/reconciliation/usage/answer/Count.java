package dev.toktra.reconciliation.usage.answer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of some usage.
 *
 * @param requests null: it does not report them
 * @param usd what all that has a price costs; null: nothing has one
 * @param unpriced tokens without a price
 */
public record Count(
        @Nullable Long requests,
        long input,
        long output,
        Parts parts,
        @Nullable BigDecimal usd,
        long unpriced) {

    /** Nothing at all. */
    public static final Count NONE = new Count(0L, 0, 0, new Parts(0L, 0L, 0L, 0L, 0L, 0L), null, 0);

    /**
     * Checks that the total can be told.
     *
     * @throws ArithmeticException where no 64-bit number holds it
     */
    public Count {
        Math.addExact(input, output);
        usd = usd == null ? null : plain(usd);
    }

    /** Input and output. */
    public long total() {
        return input + output;
    }

    /** The same amount has the same digits, however it was summed. */
    private static BigDecimal plain(BigDecimal usd) {
        BigDecimal stripped = usd.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
