package dev.toktra.scoring.tiers.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * When a tier changes: not before enough nights in a row agree, each with its whole interval near enough. What neither promotes
 * nor demotes keeps the tier, so between the two there is room in which scores may wander.
 *
 * @param advanced the score from which a person is advanced
 * @param premium the score from which a person is premium
 * @param nights how many nights in a row have to agree
 * @param margin by how much the interval may reach over the threshold
 */
public record Ladder(BigDecimal advanced, BigDecimal premium, int nights, BigDecimal margin) {

    /** The version of these rules, which is kept with what they decide. */
    public static final int FORMULA_VERSION = 1;

    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    public Ladder {
        if (advanced.signum() <= 0 || premium.compareTo(advanced) <= 0 || premium.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("thresholds rise from above 0 to at most 100");
        }
        if (nights < 1 || margin.signum() < 0) {
            throw new IllegalArgumentException("nights are at least 1, the margin is not below 0");
        }
    }

    /** The score from which a person has the tier; 0 for the lowest. */
    public BigDecimal threshold(Tier tier) {
        return switch (tier) {
            case STANDARD -> BigDecimal.ZERO;
            case ADVANCED -> advanced;
            case PREMIUM -> premium;
        };
    }

    /**
     * The tier after the latest night. Deciding the same nights again changes nothing more.
     *
     * @param latestFirst the organisation's nights, those of the person without a score included
     */
    public Tier decide(Tier now, List<NightScore> latestFirst) {
        Tier highest = now;
        Tier lowest = now;
        for (Tier tier : Tier.values()) {
            if (tier.compareTo(now) > 0 && nightsAbove(tier, latestFirst) >= nights) {
                highest = tier;
            }
            if (tier.compareTo(now) <= 0 && lowest == now && nightsBelow(tier, latestFirst) >= nights) {
                lowest = below(tier);
            }
        }
        return highest == now ? lowest : highest;
    }

    /** How many of the latest nights in a row clear the tier's threshold. */
    public int nightsAbove(Tier tier, List<NightScore> latestFirst) {
        return (int) latestFirst.stream()
                .takeWhile(night -> night.clears(threshold(tier), margin))
                .count();
    }

    /** How many of the latest nights in a row miss the tier's threshold. */
    public int nightsBelow(Tier tier, List<NightScore> latestFirst) {
        return (int) latestFirst.stream()
                .takeWhile(night -> night.misses(threshold(tier), margin))
                .count();
    }

    /** What a person has to do for the next tier; empty for the highest one. */
    public Optional<Climb> climb(Tier now, List<NightScore> latestFirst) {
        return now.next().map(next -> {
            NightScore latest = latestFirst.isEmpty() ? NightScore.NONE : latestFirst.get(0);
            return Climb.of(this, next, nightsAbove(next, latestFirst), latest);
        });
    }

    private static Tier below(Tier tier) {
        return Tier.values()[Math.max(0, tier.ordinal() - 1)];
    }
}
