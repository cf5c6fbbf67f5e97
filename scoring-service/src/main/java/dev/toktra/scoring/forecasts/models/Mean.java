package dev.toktra.scoring.forecasts.models;

import java.util.List;

/** The mean of what some forecasters say of each day. */
public record Mean(String name, List<Model> of) implements Model {

    @Override
    public double[] ahead(double[] history, int days) {
        return of(of.stream().map(model -> model.ahead(history, days)).toList());
    }

    /** The mean of paths of one length, day by day. */
    public static double[] of(List<double[]> paths) {
        double[] mean = new double[paths.get(0).length];
        for (double[] path : paths) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += path[i] / paths.size();
            }
        }
        return mean;
    }
}
