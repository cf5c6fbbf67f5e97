package dev.toktra.scoring.forecasts.models;

/**
 * The Theta method on the series without its weekly pattern: simple exponential smoothing with half the slope of the straight
 * line through all days. Assimakopoulos and Nikolopoulos 2000, in the form of Hyndman and Billah, "Unmasking the Theta method",
 * International Journal of Forecasting 19 (2003).
 */
public record Theta() implements Model {

    private static final int STEPS = 40;
    private static final int FIRST = 2 * WeekProfile.WEEK;

    @Override
    public String name() {
        return "theta";
    }

    @Override
    public double[] ahead(double[] history, int days) {
        double[] tamed = Tamed.of(history);
        WeekProfile profile = WeekProfile.of(tamed);
        double[] level = profile.removedFrom(tamed);
        double[] path = linear(level, days);
        for (int i = 0; i < days; i++) {
            path[i] += profile.part(history.length + i);
        }
        return path;
    }

    /** The method itself, on a series without a season. */
    static double[] linear(double[] level, int days) {
        double alpha = bestAlpha(level);
        double last = smoothed(level, alpha).level();
        double drift = slope(level) / 2;
        double delay = (1 - Math.pow(1 - alpha, level.length)) / alpha;
        double[] path = new double[days];
        for (int i = 0; i < days; i++) {
            path[i] = last + drift * (i + delay);
        }
        return path;
    }

    private static double bestAlpha(double[] level) {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 1; step < STEPS; step++) {
            double alpha = (double) step / STEPS;
            double error = smoothed(level, alpha).error();
            if (error < least) {
                least = error;
                best = alpha;
            }
        }
        return best;
    }

    private static Smoothed smoothed(double[] values, double alpha) {
        double level = 0;
        for (int t = 0; t < FIRST; t++) {
            level += values[t] / FIRST;
        }
        double error = 0;
        for (double value : values) {
            double miss = value - level;
            error += miss * miss;
            level += alpha * miss;
        }
        return new Smoothed(level, error);
    }

    /** The least-squares slope over the days. */
    static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int t = 0; t < values.length; t++) {
            product += (t - middle) * values[t];
            square += (t - middle) * (t - middle);
        }
        return product / square;
    }

    private record Smoothed(double level, double error) {}
}
