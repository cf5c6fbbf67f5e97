package dev.toktra.scoring.forecasts.backtest;

import dev.toktra.scoring.forecasts.models.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far off forecasts are at each day ahead, in units of a series' own error: quantiles of the scaled residuals of all series of
 * an organisation, pooled over neighbouring days ahead, through which one power of the days ahead is fitted. A quantile of a few
 * overlapping origins jumps; the power does not.
 */
public final class Spread {

    private static final int[] AHEAD = {1, 2, 3, 4, 5, 7, 9, 12, 16, 20, 25, 32, 40, 50};
    private static final int NEIGHBOURS = 3;

    /** Backtests rarely see growth of the error beyond their end, so the width goes on with this power at least. */
    private static final double LEAST_GROWTH_BEYOND = 0.25;

    private static final double LEAST_GROWTH = 0.15;

    /** More series than this say nothing new about the shape. */
    private static final int ENOUGH = 120;

    private final double low;
    private final double width;
    private final double growth;
    private final int longest;

    private Spread(double low, double width, double growth, int longest) {
        this.low = low;
        this.width = width;
        this.growth = growth;
        this.longest = longest;
    }

    /**
     * What the trials say of single days.
     *
     * @param trials of series that share a fate, such as those of an organisation
     * @param share of the days that lie within, such as 0.8
     */
    public static Spread of(List<Trial> trials, double share) {
        List<Trial> used = thinned(trials);
        int longest = used.stream().mapToInt(Trial::longest).max().orElse(1);
        Line line = new Line();
        for (int ahead : AHEAD) {
            double[] pooled = pooled(used, ahead);
            int origins = (longest - ahead) / Trial.STEP + 1;
            if (ahead <= longest && pooled.length > 0) {
                double lower = Medians.ofSorted(pooled, (1 - share) / 2);
                line.add(ahead, lower, Medians.ofSorted(pooled, (1 + share) / 2) - lower, origins);
            }
        }
        double inflation = 0.86 + 0.1 / Math.sqrt(Math.max(1, trials.size()));
        double growth = Math.min(1, Math.max(LEAST_GROWTH, line.slope()));
        return new Spread(line.lowShare(), inflation * line.at1(growth), growth, longest);
    }

    /** The lower end of a day ahead, from 1, in units of the series' error: usually below 0. */
    public double low(int ahead) {
        return low * widthAt(ahead);
    }

    /** The upper end, likewise. */
    public double high(int ahead) {
        return (1 + low) * widthAt(ahead);
    }

    private double widthAt(int ahead) {
        double inside = Math.pow(Math.min(ahead, longest), growth);
        double beyond = Math.pow(Math.max(1, (double) ahead / longest), Math.max(LEAST_GROWTH_BEYOND, growth));
        return width * inside * beyond;
    }

    /** Every n-th of very many, those without any error left out. */
    static List<Trial> thinned(List<Trial> trials) {
        List<Trial> used = new ArrayList<>();
        int every = (trials.size() + ENOUGH - 1) / ENOUGH;
        for (int i = 0; i < trials.size(); i += every) {
            if (trials.get(i).scale() > 0) {
                used.add(trials.get(i));
            }
        }
        return used;
    }

    private static double[] pooled(List<Trial> trials, int ahead) {
        double[] pooled = new double[16];
        int count = 0;
        for (Trial trial : trials) {
            for (double[] path : trial.residuals()) {
                for (int day = Math.max(1, ahead - NEIGHBOURS);
                        day <= Math.min(path.length, ahead + NEIGHBOURS);
                        day++) {
                    if (Gaps.known(path[day - 1])) {
                        pooled = count == pooled.length ? Arrays.copyOf(pooled, 2 * count) : pooled;
                        pooled[count++] = path[day - 1] / trial.scale();
                    }
                }
            }
        }
        double[] sorted = Arrays.copyOf(pooled, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** A weighted straight line through the logarithms of widths over those of days ahead. */
    private static final class Line {

        private static final double LEAST_WIDTH = 1e-6;

        private double weights;
        private double x;
        private double y;
        private double xx;
        private double xy;
        private double lows;

        void add(int ahead, double low, double width, double weight) {
            double kept = Math.max(LEAST_WIDTH, width);
            double logAhead = Math.log(ahead);
            double logWidth = Math.log(kept);
            weights += weight;
            x += weight * logAhead;
            y += weight * logWidth;
            xx += weight * logAhead * logAhead;
            xy += weight * logAhead * logWidth;
            lows += weight * low / kept;
        }

        double slope() {
            double spread = weights * xx - x * x;
            return spread > 0 ? (weights * xy - x * y) / spread : 0;
        }

        /** The width a day ahead, if it grows with this power. */
        double at1(double slope) {
            return weights > 0 ? Math.exp((y - slope * x) / weights) : 0;
        }

        /** Where 0 lies in the width: −0.5 is the middle. */
        double lowShare() {
            return weights > 0 ? lows / weights : -0.5;
        }
    }
}
