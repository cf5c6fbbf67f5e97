package dev.toktra.agent.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The trend class of 90 daily sums as forecasts define it, computed in the simplest way, to look at what the population
 * makes.
 */
final class TrendClasses {

    private static final int WEEKS = 12;
    private static final int LAST = 4;
    private static final double WEEKS_OF_30_DAYS = 30.0 / 7;
    private static final double DEAD_BAND = 0.05;
    private static final int RESAMPLES = 400;

    private TrendClasses() {}

    static Trend of(double[] days) {
        double last = sum(days, days.length - 30, 30);
        double before = sum(days, days.length - 60, 30);
        if (last < (1 - DEAD_BAND) * before) {
            return Trend.DECLINING;
        }
        double[] weeks = weeks(days);
        double change = change(weeks);
        double[] interval = interval(weeks);
        if (change > DEAD_BAND && growth(recent(weeks)) > interval[1]) {
            return Trend.ACCELERATING;
        }
        return change < -DEAD_BAND && growth(recent(weeks)) < interval[0] ? Trend.DECELERATING : Trend.STEADY;
    }

    /** How much more the last weeks grow than all of them do, in parts a month. */
    static double change(double[] weeks) {
        return growth(recent(weeks)) - growth(weeks);
    }

    /** Sums of the last weeks, whole ones only. */
    static double[] weeks(double[] days) {
        double[] weeks = new double[WEEKS];
        for (int week = 0; week < WEEKS; week++) {
            weeks[week] = sum(days, days.length - 7 * (WEEKS - week), 7);
        }
        return weeks;
    }

    private static double[] recent(double[] weeks) {
        return Arrays.copyOfRange(weeks, weeks.length - LAST, weeks.length);
    }

    /** Theil and Sen's slope over 30 days, in parts of the median. */
    static double growth(double[] weeks) {
        return slope(weeks) / median(weeks) * WEEKS_OF_30_DAYS;
    }

    private static double slope(double[] weeks) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < weeks.length; i++) {
            for (int j = i + 1; j < weeks.length; j++) {
                slopes.add((weeks[j] - weeks[i]) / (j - i));
            }
        }
        return median(slopes.stream().mapToDouble(slope -> slope).toArray());
    }

    /** Where the growth of all weeks is in 80 of 100 resamples of the weeks around their line. */
    private static double[] interval(double[] weeks) {
        double slope = slope(weeks);
        double[] line = new double[weeks.length];
        for (int i = 0; i < weeks.length; i++) {
            line[i] = median(weeks) + slope * (i - (weeks.length - 1) / 2.0);
        }
        Dice dice = Dice.of(1, "resamples");
        double[] growths = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double[] drawn = new double[weeks.length];
            for (int i = 0; i < weeks.length; i++) {
                int from = dice.below(weeks.length);
                drawn[i] = line[i] + weeks[from] - line[from];
            }
            growths[resample] = growth(drawn);
        }
        Arrays.sort(growths);
        return new double[] {growths[RESAMPLES / 10], growths[RESAMPLES * 9 / 10]};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double sum(double[] days, int from, int length) {
        return DoubleStream.of(days).skip(from).limit(length).sum();
    }
}
