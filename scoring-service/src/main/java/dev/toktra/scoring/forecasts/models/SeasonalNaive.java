package dev.toktra.scoring.forecasts.models;

/** The last week again and again: what every other forecaster has to beat. */
public record SeasonalNaive() implements Model {

    @Override
    public String name() {
        return "seasonal_naive";
    }

    @Override
    public double[] ahead(double[] history, int days) {
        double[] path = new double[days];
        for (int i = 0; i < days; i++) {
            path[i] = history[history.length - WeekProfile.WEEK + i % WeekProfile.WEEK];
        }
        return path;
    }
}
