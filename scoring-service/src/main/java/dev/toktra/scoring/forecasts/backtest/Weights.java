package dev.toktra.scoring.forecasts.backtest;

import java.util.List;

/**
 * How much each candidate counts in the combination: its backtested error to the power of −6, so that one that is a tenth worse
 * counts about half. Over all series at hand this was as good as the best single choice or better (ADR 0025).
 */
final class Weights {

    private static final double SHARPNESS = 6;

    /** Keeps a series that is forecast without any error from a division by zero. */
    private static final double LEAST = 1e-9;

    private Weights() {}

    /** Shares that add up to 1. */
    static double[] of(double[] errors) {
        double best = Double.POSITIVE_INFINITY;
        for (double error : errors) {
            best = Math.min(best, error + LEAST);
        }
        double[] shares = new double[errors.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.pow(best / (errors[i] + LEAST), SHARPNESS);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** What the candidates say together; nothing is below 0. */
    static double[] combine(List<double[]> paths, double[] shares) {
        double[] combined = new double[paths.get(0).length];
        for (int model = 0; model < shares.length; model++) {
            double[] path = paths.get(model);
            for (int i = 0; i < combined.length; i++) {
                combined[i] += shares[model] * Math.max(0, path[i]);
            }
        }
        return combined;
    }
}
