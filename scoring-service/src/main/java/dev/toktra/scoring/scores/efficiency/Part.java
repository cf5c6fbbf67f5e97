package dev.toktra.scoring.scores.efficiency;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a component brought; one without data has nothing but its name, and weight 0.
 *
 * @param measuredBy the yardstick's word
 * @param value the raw value
 * @param percentile among the peers, higher the better
 * @param shrunk the percentile that counted
 * @param weight after those without data dropped out
 * @param contribution in points; those of all components are the score
 * @param comparedWith department or organisation
 * @param peers how many they are, oneself included
 */
public record Part(
        String component,
        String measuredBy,
        @Nullable BigDecimal value,
        @Nullable BigDecimal percentile,
        @Nullable BigDecimal shrunk,
        BigDecimal weight,
        BigDecimal contribution,
        @Nullable String comparedWith,
        @Nullable Integer peers) {}
