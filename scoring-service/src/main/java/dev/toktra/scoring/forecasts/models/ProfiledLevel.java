package dev.toktra.scoring.forecasts.models;

/**
 * The weekly pattern over one level: the median of the days without their pattern, where a day counts half as much as one that
 * is {@code halfLife} days younger.
 */
public record ProfiledLevel(double halfLife) implements Model {

    @Override
    public String name() {
        return "profiled_level";
    }

    @Override
    public double[] ahead(double[] history, int days) {
        WeekProfile profile = WeekProfile.of(history);
        double[] level = profile.removedFrom(history);
        double[] weights = new double[level.length];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = Math.pow(0.5, (weights.length - 1 - t) / halfLife);
        }
        double median = Medians.weighted(level, weights);
        double[] path = new double[days];
        for (int i = 0; i < days; i++) {
            path[i] = median + profile.part(history.length + i);
        }
        return path;
    }
}
