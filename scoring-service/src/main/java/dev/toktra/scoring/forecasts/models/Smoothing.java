package dev.toktra.scoring.forecasts.models;

import static dev.toktra.scoring.forecasts.models.WeekProfile.WEEK;

/**
 * Additive exponential smoothing with a weekly season, ETS(A,Ad,A) or, with {@code beta} 0, ETS(A,N,A), in its error-correction
 * form. Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), table 2.1. The first level is the mean
 * of two weeks, the first season the robust profile.
 *
 * @param alpha how fast the level follows, 0 to 1
 * @param beta how fast the growth follows, as a share of alpha
 * @param gamma how fast the season follows, as a share of 1 − alpha
 * @param phi what is left of the growth a day later
 */
record Smoothing(double alpha, double beta, double gamma, double phi) {

    /** The sum of squared one-day errors. */
    double error(double[] history, double[] profile) {
        return run(history, profile, new double[0]);
    }

    double[] ahead(double[] history, double[] profile, int days) {
        double[] path = new double[days];
        run(history, profile, path);
        return path;
    }

    private double run(double[] history, double[] profile, double[] path) {
        double[] season = profile.clone();
        double level = firstLevel(history, profile);
        double growth = 0;
        double squares = 0;
        for (int t = 0; t < history.length; t++) {
            int day = t % WEEK;
            double error = history[t] - level - phi * growth - season[day];
            squares += error * error;
            level += phi * growth + alpha * error;
            growth = phi * growth + alpha * beta * error;
            season[day] += gamma * (1 - alpha) * error;
        }
        double grown = 0;
        double left = 1;
        for (int i = 0; i < path.length; i++) {
            left *= phi;
            grown += left * growth;
            path[i] = level + grown + season[(history.length + i) % WEEK];
        }
        return squares;
    }

    private static double firstLevel(double[] history, double[] profile) {
        double level = 0;
        for (int t = 0; t < 2 * WEEK; t++) {
            level += (history[t] - profile[t % WEEK]) / (2 * WEEK);
        }
        return level;
    }
}
