package dev.toktra.benchmarks.forecasts;

import dev.toktra.scoring.forecasts.Band;
import dev.toktra.scoring.forecasts.Forecast;
import java.util.Arrays;
import java.util.List;

/**
 * One forecast, and seasonal naive's, against what happened. Days whose value is missing are left out everywhere; a total is
 * that of the other days.
 *
 * @param ours the errors of the forecast
 * @param naive the errors of repeating the history's last week
 * @param covered the share of days within the 80 % band
 * @param totalCovered whether the total lies within its 80 % band
 */
record Comparison(Errors ours, Errors naive, double covered, boolean totalCovered) {

    private static final int WEEK = 7;

    /**
     * @param history what the forecast was made from, oldest first
     * @param actual the days after it: 30 or 90 of them
     */
    static Comparison of(double[] history, Forecast forecast, double[] actual) {
        double[] path = forecast.days().stream().mapToDouble(Band::value).toArray();
        double scale = scale(history);
        return new Comparison(
                Errors.of(path, actual, scale),
                Errors.of(lastWeekAgain(history, actual.length), actual, scale),
                covered(forecast.days(), actual),
                totalCovered(forecast, path, actual));
    }

    /** The mean absolute change from week to week, between days that are both known; NaN where there is none. */
    static double scale(double[] history) {
        double[] changes = new double[history.length - WEEK];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = Math.abs(history[t + WEEK] - history[t]);
        }
        return Arrays.stream(changes)
                .filter(change -> !Double.isNaN(change))
                .average()
                .orElse(Double.NaN);
    }

    /** A missing day of the last week is the one a week before, and so on. */
    static double[] lastWeekAgain(double[] history, int days) {
        double[] path = new double[days];
        for (int i = 0; i < days; i++) {
            int t = history.length - WEEK + i % WEEK;
            while (t >= WEEK && Double.isNaN(history[t])) {
                t -= WEEK;
            }
            path[i] = Double.isNaN(history[t]) ? 0 : history[t];
        }
        return path;
    }

    private static double covered(List<Band> days, double[] actual) {
        int known = 0;
        int within = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!Double.isNaN(actual[i])) {
                known++;
                Band band = days.get(i);
                within += actual[i] >= band.low80() && actual[i] <= band.high80() ? 1 : 0;
            }
        }
        return (double) within / known;
    }

    private static boolean totalCovered(Forecast forecast, double[] path, double[] actual) {
        Band total = actual.length > 30 ? forecast.next90() : forecast.next30();
        double said = 0;
        double happened = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!Double.isNaN(actual[i])) {
                said += path[i];
                happened += actual[i];
            }
        }
        double known = total.value() > 0 ? said / total.value() : 1;
        return happened >= known * total.low80() && happened <= known * total.high80();
    }
}
