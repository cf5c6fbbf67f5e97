package dev.toktra.scoring.forecasts.models;

import static dev.toktra.scoring.forecasts.models.WeekProfile.WEEK;

import java.util.Arrays;

/**
 * The weekly pattern over a straight line: from the median level of the last two weeks, on with the growth from the first two
 * weeks to them. Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2, with medians for single days.
 */
public record Drift() implements Model {

    private static final int ENDS = 2 * WEEK;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public double[] ahead(double[] history, int days) {
        WeekProfile profile = WeekProfile.of(history);
        double[] level = profile.removedFrom(history);
        double first = Medians.of(Arrays.copyOf(level, ENDS));
        double last = Medians.of(Arrays.copyOfRange(level, level.length - ENDS, level.length));
        double slope = level.length == ENDS ? 0 : (last - first) / (level.length - ENDS);
        double[] path = new double[days];
        for (int i = 0; i < days; i++) {
            path[i] = last + slope * (i + 1 + (ENDS - 1) / 2.0) + profile.part(history.length + i);
        }
        return path;
    }
}
