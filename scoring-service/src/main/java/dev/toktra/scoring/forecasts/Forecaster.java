package dev.toktra.scoring.forecasts;

import dev.toktra.scoring.forecasts.backtest.Candidates;
import dev.toktra.scoring.forecasts.backtest.Spread;
import dev.toktra.scoring.forecasts.backtest.TotalSpread;
import dev.toktra.scoring.forecasts.backtest.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Forecasts the series of one organisation together: each has a combination of its own, and all share what errors look like. */
public final class Forecaster {

    /** Below so many known days there is no forecast. */
    public static final int LEAST_DAYS = 28;

    /** A forecast reaches so far. */
    public static final int AHEAD = 90;

    private static final int SOON = 30;
    private static final double[] ENDS = {0.025, 0.1, 0.9, 0.975};

    private final Spread narrow;
    private final Spread wide;
    private final TotalSpread soon;
    private final TotalSpread whole;

    private Forecaster(List<Trial> trials) {
        this.narrow = Spread.of(trials, 0.8);
        this.wide = Spread.of(trials, 0.95);
        this.soon = TotalSpread.of(trials, SOON);
        this.whole = TotalSpread.of(trials, AHEAD);
    }

    /**
     * Forecasts the next 90 days of each history.
     *
     * @param histories each oldest first, up to the same day, NaN where a day is missing, at least {@link #LEAST_DAYS} long
     * @return the forecasts, in the same order; the same histories give the same forecasts
     */
    public static List<Forecast> forecast(List<double[]> histories) {
        List<Trial> trials =
                histories.stream().map(history -> Trial.of(history, AHEAD)).toList();
        Forecaster forecaster = new Forecaster(trials);
        return trials.stream().map(forecaster::forecast).toList();
    }

    private Forecast forecast(Trial trial) {
        List<Band> days = new ArrayList<>();
        for (int ahead = 1; ahead <= AHEAD; ahead++) {
            double[] distances = {wide.low(ahead), narrow.low(ahead), narrow.high(ahead), wide.high(ahead)};
            days.add(Band.around(trial.path()[ahead - 1], scaled(distances, trial)));
        }
        boolean changes = trial.unit() > 0;
        return new Forecast(
                days,
                total(trial, soon, SOON),
                total(trial, whole, AHEAD),
                weights(trial),
                changes ? trial.error() : Double.NaN,
                changes ? trial.naiveError() : Double.NaN,
                coverage(trial),
                trial.longest());
    }

    private static Band total(Trial trial, TotalSpread spread, int days) {
        double sum = Arrays.stream(trial.path(), 0, days).sum();
        return Band.around(sum, scaled(Arrays.stream(ENDS).map(spread::at).toArray(), trial));
    }

    private static double[] scaled(double[] distances, Trial trial) {
        return Arrays.stream(distances)
                .map(distance -> distance * trial.scale())
                .toArray();
    }

    private static Map<String, Double> weights(Trial trial) {
        Map<String, Double> weights = new LinkedHashMap<>();
        IntStream.range(0, trial.shares().length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -trial.shares()[i]))
                .forEach(i -> weights.put(Candidates.ALL.get(i).name(), trial.shares()[i]));
        return weights;
    }

    private double coverage(Trial trial) {
        int within = 0;
        int known = 0;
        for (double[] path : trial.residuals()) {
            for (int i = 0; i < path.length; i++) {
                if (!Double.isNaN(path[i])) {
                    known++;
                    boolean inside = path[i] >= trial.scale() * narrow.low(i + 1)
                            && path[i] <= trial.scale() * narrow.high(i + 1);
                    within += inside ? 1 : 0;
                }
            }
        }
        return known == 0 ? Double.NaN : (double) within / known;
    }
}
