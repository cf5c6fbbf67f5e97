package dev.toktra.benchmarks.forecasts;

/**
 * How far a path lies from what happened.
 *
 * @param mase mean absolute error in units of the history's change from week to week
 * @param smape mean of 2 |actual − forecast| ÷ (|actual| + |forecast|), 0 to 2; a day that both say is 0 counts 0
 * @param total |sum of actual − sum of forecast| ÷ sum of actual
 */
record Errors(double mase, double smape, double total) {

    static Errors of(double[] path, double[] actual, double scale) {
        double absolute = 0;
        double symmetric = 0;
        double said = 0;
        double happened = 0;
        int known = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!Double.isNaN(actual[i])) {
                double error = Math.abs(actual[i] - path[i]);
                double size = Math.abs(actual[i]) + Math.abs(path[i]);
                absolute += error;
                symmetric += size > 0 ? 2 * error / size : 0;
                said += path[i];
                happened += actual[i];
                known++;
            }
        }
        return new Errors(absolute / known / scale, symmetric / known, Math.abs(happened - said) / happened);
    }
}
