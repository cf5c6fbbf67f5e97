package dev.toktra.scoring.scores.efficiency;

import java.util.List;
import java.util.Map;

/**
 * The parameters of the score.
 *
 * @param days of the window
 * @param leastActiveDays and leastRequests below which there is no score
 * @param weights of the components; their sum does not matter
 * @param shrinkage active days at which a percentile counts half
 * @param leastPeers people of a department that are compared with each other only; fewer are compared with all
 * @param resamples for the interval
 * @param deadBand points by which a score must move to have a trend
 * @param units that an outcome is worth
 */
public record Formula(
        int version,
        int days,
        int leastActiveDays,
        long leastRequests,
        Map<Component, Double> weights,
        double shrinkage,
        int leastPeers,
        int resamples,
        double deadBand,
        Units units) {

    /** The formula that is computed here; an older one stays with its results. */
    public static final int VERSION = 1;

    public Formula {
        weights = Map.copyOf(weights);
        if (weights.size() != Component.values().length
                || !weights.values().stream().allMatch(weight -> weight > 0)) {
            throw new IllegalArgumentException("each component has a weight above 0: " + weights);
        }
        if (days < 1 || leastActiveDays < 2 || resamples < 10 || shrinkage < 0) {
            throw new IllegalArgumentException(
                    "a score needs days, at least 2 of them active, at least 10 resamples and no negative shrinkage");
        }
    }

    /** Outcome units of an accepted edit, an accepted line, a commit and a pull request. */
    public record Units(double edit, double line, double commit, double pullRequest) {}

    double weight(Component component) {
        return weights.getOrDefault(component, 0.0);
    }

    boolean suffices(Person person) {
        return person.activeDays() >= leastActiveDays && person.requests() >= leastRequests;
    }

    /** The part of a percentile's distance to the middle that so many active days bear out. */
    double trust(int activeDays) {
        return activeDays / (activeDays + shrinkage);
    }

    /** The yardsticks in the order in which they are told. */
    static List<Yardstick> yardsticks(boolean byOutcomes) {
        return List.of(
                byOutcomes ? Yardstick.OUTCOMES : Yardstick.OUTPUT_TOKENS,
                Yardstick.WASTED_SHARE,
                Yardstick.CACHED_SHARE,
                Yardstick.TRIFLES_TO_TOP);
    }
}
