package dev.toktra.scoring.scorecards;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a subject has adopted AI tools. */
record Card(
        Subject subject,
        @Nullable UUID departmentId,
        @Nullable UUID teamId,
        Adoption adoption,
        Tokens tokens,
        Models models,
        Efficiency efficiency) {

    /**
     * People who were meant to use AI tools, and those of them who did in so many days.
     */
    record Adoption(int eligible, int active7, int active30, int active90) {}

    /**
     * Consumption.
     *
     * @param weeks the oldest first; null where facts do not reach back
     * @param recent of the last 30 days
     * @param settledShare of recent; null where there are none
     */
    record Tokens(
            List<@Nullable Long> weeks,
            @Nullable Trend trend,
            long recent,
            @Nullable Double settledShare) {}

    /**
     * What is used, by tokens of the last 30 days.
     *
     * @param effective as many equally used models would be spread alike
     * @param providers share of each
     */
    record Models(int distinct, @Nullable Double effective, SortedMap<String, Double> providers) {}

    /**
     * The person's efficiency score or the median of the group's.
     *
     * @param change30 against 30 days before
     */
    record Efficiency(
            int scored,
            @Nullable Double score,
            @Nullable Double change30,
            @Nullable Double change90) {}
}
