package dev.toktra.scoring.scorecards;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a series changes from one week to the next: the median slope of all pairs of weeks, which a single odd week does not
 * move, with the 80 % interval that Kendall's statistic gives it (Sen, JASA 63, 1968).
 *
 * @param slope tokens a week
 */
record Trend(double slope, double low, double high) {

    /** Fewer weeks say nothing. */
    static final int LEAST_WEEKS = 4;

    private static final double Z_80 = 1.2816;

    /** The trend of the weeks that are known; null of too few, and of one that never used a token. */
    static @Nullable Trend of(List<@Nullable Long> weeks) {
        long known = weeks.stream().filter(Objects::nonNull).count();
        if (known < LEAST_WEEKS || weeks.stream().noneMatch(tokens -> tokens != null && tokens > 0)) {
            return null;
        }
        double[] slopes = slopes(weeks);
        double reach = Z_80 * Math.sqrt(known * (known - 1) * (2.0 * known + 5) / 18);
        return new Trend(
                at(slopes, (slopes.length - 1) / 2.0),
                at(slopes, (slopes.length - reach) / 2 - 1),
                at(slopes, (slopes.length + reach) / 2));
    }

    private static double[] slopes(List<@Nullable Long> weeks) {
        double[] slopes = new double[weeks.size() * (weeks.size() - 1) / 2];
        int count = 0;
        for (int late = 1; late < weeks.size(); late++) {
            Long end = weeks.get(late);
            for (int early = 0; early < late; early++) {
                Long start = weeks.get(early);
                if (start != null && end != null) {
                    slopes[count++] = (double) (end - start) / (late - early);
                }
            }
        }
        double[] found = Arrays.copyOf(slopes, count);
        Arrays.sort(found);
        return found;
    }

    /** The value at a place that may lie between two or outside. */
    private static double at(double[] sorted, double place) {
        double inside = Math.min(Math.max(place, 0), sorted.length - 1.0);
        int below = (int) Math.floor(inside);
        int above = (int) Math.ceil(inside);
        return sorted[below] + (inside - below) * (sorted[above] - sorted[below]);
    }
}
