package dev.toktra.scoring.forecasts.models;

import java.util.Arrays;

/**
 * A history whose spikes are replaced by what their weekday and the days around them suggest: a day counts as a spike when it
 * lies further from that than {@value #FAR} robust standard deviations.
 */
final class Tamed {

    private static final double FAR = 4;
    private static final int AROUND = 15;

    /** Turns a median absolute deviation into the standard deviation of a normal distribution. */
    private static final double TO_DEVIATION = 1.4826;

    private Tamed() {}

    static double[] of(double[] history) {
        WeekProfile profile = WeekProfile.of(history);
        double[] level = profile.removedFrom(history);
        double[] usual = new double[level.length];
        double[] distance = new double[level.length];
        for (int t = 0; t < level.length; t++) {
            int from = Math.max(0, Math.min(t - AROUND / 2, level.length - AROUND));
            usual[t] = Medians.of(Arrays.copyOfRange(level, from, Math.min(level.length, from + AROUND)));
            distance[t] = Math.abs(level[t] - usual[t]);
        }
        double far = FAR * TO_DEVIATION * Medians.of(distance);
        double[] tamed = history.clone();
        for (int t = 0; t < tamed.length; t++) {
            if (distance[t] > far) {
                tamed[t] = Math.max(0, usual[t] + profile.part(t));
            }
        }
        return tamed;
    }
}
