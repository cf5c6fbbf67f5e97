package dev.toktra.scoring.scores;

import dev.toktra.scoring.scores.efficiency.Assessment;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An assessment and how it differs from the one 30 days before.
 *
 * @param change null where one of the two has no score
 */
record Scored(
        Assessment assessment,
        @Nullable BigDecimal change,
        @Nullable String trend) {}
