package dev.toktra.scoring.tiers;

import dev.toktra.scoring.tiers.rules.Ladder;
import dev.toktra.scoring.tiers.rules.ModelPatterns;
import dev.toktra.scoring.tiers.rules.Tier;
import java.time.Duration;

/**
 * The rules that this installation has.
 *
 * @param daysBack how old the nights may be that decide
 * @param patterns where an organisation has none of its own
 * @param unnamed the tier that a model needs which no pattern names
 */
record TierRules(Ladder ladder, int daysBack, ModelPatterns patterns, Tier unnamed, Duration longestOverride) {

    /** The tier of those of whom nothing is known. */
    static final Tier LOWEST = Tier.STANDARD;
}
