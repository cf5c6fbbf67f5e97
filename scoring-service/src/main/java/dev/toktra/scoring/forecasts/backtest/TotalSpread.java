package dev.toktra.scoring.forecasts.backtest;

import dev.toktra.scoring.forecasts.models.Medians;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far off the total of the next days is, in units of a series' own error: from whole residual paths, since errors of one origin
 * go together. A path that is too short goes on with its last four weeks, grown with time.
 */
public final class TotalSpread {

    private static final int LEAST_DAYS = 30;
    private static final int BLOCK = 28;
    private static final double GROWTH_BEYOND = 0.25;

    /** Of fewer series, whether their forecasts were too high or too low is one chance: both count alike. */
    private static final int FEW = 8;

    private final double[] totals;
    private final double inflation;

    private TotalSpread(double[] totals, double inflation) {
        this.totals = totals;
        this.inflation = inflation;
    }

    /** What the trials say of the total of so many days. */
    public static TotalSpread of(List<Trial> trials, int days) {
        List<Trial> used = Spread.thinned(trials);
        int longest = used.stream().mapToInt(Trial::longest).max().orElse(0);
        int least = Math.min(LEAST_DAYS, longest);
        boolean few = trials.size() < FEW;
        double[] totals = used.stream()
                .flatMapToDouble(trial -> trial.residuals().stream()
                        .filter(path -> path.length >= least)
                        .mapToDouble(path -> total(path, days) / trial.scale()))
                .flatMap(total -> few ? DoubleStream.of(total, -total) : DoubleStream.of(total))
                .sorted()
                .toArray();
        // The origins of one series overlap: they are worth two or three, and quantiles of so few are too narrow.
        return new TotalSpread(totals, 0.97 + 1.6 / Math.pow(Math.max(1, trials.size()), 0.75));
    }

    /** Quantile of actual less forecast total, 0 to 1. */
    public double at(double share) {
        return totals.length == 0 ? 0 : inflation * Medians.ofSorted(totals, share);
    }

    private static double total(double[] path, int days) {
        double sum = 0;
        int block = Math.min(BLOCK, path.length);
        for (int i = 0; i < days; i++) {
            int at = i < path.length ? i : path.length - block + (i - path.length) % block;
            double grown = i < path.length ? 1 : Math.pow((i + 1.0) / path.length, GROWTH_BEYOND);
            sum += Gaps.known(path[at]) ? path[at] * grown : 0;
        }
        return sum;
    }
}
