package dev.toktra.scoring.tiers.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person at the end of a night. All three are null where there is too little usage for a score.
 *
 * @param score 0 to 100
 * @param low lower bound of the 80 % interval
 * @param high its upper bound
 */
public record NightScore(
        @Nullable BigDecimal score,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {

    /** A night without a score. */
    public static final NightScore NONE = new NightScore(null, null, null);

    /** Whether the score clears a threshold, and the lower bound clears what the margin leaves of it. */
    boolean clears(BigDecimal threshold, BigDecimal margin) {
        return score != null
                && low != null
                && score.compareTo(threshold) >= 0
                && low.compareTo(threshold.subtract(margin)) >= 0;
    }

    /** Whether the score is below a threshold, and the upper bound is not above it by the margin. */
    boolean misses(BigDecimal threshold, BigDecimal margin) {
        return score != null
                && high != null
                && score.compareTo(threshold) < 0
                && high.compareTo(threshold.add(margin)) < 0;
    }
}
