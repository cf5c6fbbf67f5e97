package dev.toktra.scoring.forecasts.models;

/**
 * What each day of the week adds to the level: the median over the weeks of a day's distance from the mean of the seven days
 * around it, so that neither one spike nor one holiday bends it. The seven parts add up to 0.
 */
public final class WeekProfile {

    /** The days of a season. */
    public static final int WEEK = 7;

    private final double[] parts;

    private WeekProfile(double[] parts) {
        this.parts = parts;
    }

    /** The profile of a history; part {@code i} belongs to the days whose index leaves the rest {@code i}. */
    public static WeekProfile of(double[] history) {
        double[] around = aroundEachDay(history);
        double[] parts = new double[WEEK];
        double mean = 0;
        for (int day = 0; day < WEEK; day++) {
            double[] distances = new double[(history.length - day + WEEK - 1) / WEEK];
            for (int week = 0; week < distances.length; week++) {
                int t = day + WEEK * week;
                distances[week] = history[t] - around[t];
            }
            parts[day] = Medians.of(distances);
            mean += parts[day] / WEEK;
        }
        for (int day = 0; day < WEEK; day++) {
            parts[day] -= mean;
        }
        return new WeekProfile(parts);
    }

    /** The part of the day with this index, also beyond the history. */
    public double part(int day) {
        return parts[day % WEEK];
    }

    /** A copy of the seven parts. */
    public double[] parts() {
        return parts.clone();
    }

    /** The history without its weekly pattern. */
    public double[] removedFrom(double[] history) {
        double[] rest = new double[history.length];
        for (int t = 0; t < rest.length; t++) {
            rest[t] = history[t] - part(t);
        }
        return rest;
    }

    /** Means of the seven days around each day; at both ends those of the outermost week. */
    private static double[] aroundEachDay(double[] history) {
        double[] means = new double[history.length];
        for (int t = 0; t < means.length; t++) {
            int from = Math.max(0, Math.min(t - WEEK / 2, history.length - WEEK));
            double sum = 0;
            for (int i = from; i < from + WEEK; i++) {
                sum += history[i];
            }
            means[t] = sum / WEEK;
        }
        return means;
    }
}
