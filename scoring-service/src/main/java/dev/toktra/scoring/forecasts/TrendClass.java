package dev.toktra.scoring.forecasts;

import dev.toktra.scoring.forecasts.models.Medians;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which way the usage of a series goes. */
public enum TrendClass {
    DECLINING,
    ACCELERATING,
    DECELERATING,
    STEADY;

    /** A change that is smaller counts as none: a share of 30 days' usage. */
    static final double DEAD_BAND = 0.05;

    private static final int LEAST_DAYS = 60;
    private static final int WEEK = 7;
    private static final int MONTH_WEEKS = 4;
    private static final double WEEKS_A_MONTH = 30.0 / WEEK;
    private static final int RESAMPLES = 200;
    private static final long SEED = 20_260_101;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The class of a history, oldest day first; empty below 60 days, for there is nothing to compare with. Months are four whole
     * weeks: 30 days have 8 to 10 weekend days, which alone moves their total by more than the dead band.
     */
    public static Optional<TrendClass> of(double[] history) {
        if (history.length < LEAST_DAYS) {
            return Optional.empty();
        }
        double[] weeks = weeks(history);
        int last = weeks.length;
        double now = Arrays.stream(weeks, last - MONTH_WEEKS, last).sum();
        double before =
                Arrays.stream(weeks, last - 2 * MONTH_WEEKS, last - MONTH_WEEKS).sum();
        if (now < before * (1 - DEAD_BAND)) {
            return Optional.of(DECLINING);
        }
        double unit = Medians.of(weeks);
        double whole = slope(weeks);
        double difference = (slope(lastMonth(weeks)) - whole) * WEEKS_A_MONTH / unit;
        double[] likely = likely(weeks, whole);
        if (difference > DEAD_BAND && difference > Medians.quantile(likely, 0.9) / unit) {
            return Optional.of(ACCELERATING);
        }
        boolean slower = difference < -DEAD_BAND && difference < Medians.quantile(likely, 0.1) / unit;
        return Optional.of(slower ? DECELERATING : STEADY);
    }

    /** The class to show: a new one must hold for two nights. */
    public static TrendClass shown(TrendClass tonight, Optional<Told> yesterday) {
        return yesterday.filter(told -> told.seen() != tonight).map(Told::shown).orElse(tonight);
    }

    /** Sums of the last whole weeks, oldest first. */
    private static double[] weeks(double[] history) {
        double[] weeks = new double[history.length / WEEK];
        int from = history.length - weeks.length * WEEK;
        for (int t = from; t < history.length; t++) {
            weeks[(t - from) / WEEK] += history[t];
        }
        return weeks;
    }

    private static double[] lastMonth(double[] weeks) {
        return Arrays.copyOfRange(weeks, weeks.length - MONTH_WEEKS, weeks.length);
    }

    /** Theil and Sen: the median slope between all pairs of weeks. */
    private static double slope(double[] weeks) {
        double[] slopes = new double[weeks.length * (weeks.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < weeks.length; i++) {
            for (int j = 0; j < i; j++) {
                slopes[count++] = (weeks[i] - weeks[j]) / (i - j);
            }
        }
        return Medians.of(slopes);
    }

    /** How far the growth of the last month would lie from the whole's by chance: the whole's line with resampled residuals. */
    private static double[] likely(double[] weeks, double slope) {
        double[] level = new double[weeks.length];
        for (int i = 0; i < weeks.length; i++) {
            level[i] = weeks[i] - slope * i;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] likely = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double[] month = random.ints(MONTH_WEEKS, 0, level.length)
                    .mapToDouble(week -> level[week])
                    .toArray();
            likely[i] = slope(month) * WEEKS_A_MONTH;
        }
        return likely;
    }

    /**
     * What the night before said.
     *
     * @param seen the class of that night's history
     * @param shown the class that was shown
     */
    public record Told(TrendClass seen, TrendClass shown) {}
}
