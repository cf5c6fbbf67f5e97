package dev.toktra.scoring.forecasts.backtest;

import static dev.toktra.scoring.forecasts.models.WeekProfile.WEEK;

import dev.toktra.scoring.forecasts.models.Medians;
import java.util.Arrays;

/** Missing days, which are NaN: forecasters get the median of the nearest four same weekdays on either side instead. */
public final class Gaps {

    private static final int NEAREST = 4;

    private Gaps() {}

    /** The history without gaps; where no day of a weekday is known, the median of all days, and 0 where none is. */
    public static double[] filled(double[] history) {
        double all = Medians.of(Arrays.stream(history).filter(Gaps::known).toArray());
        double[] filled = history.clone();
        for (int t = 0; t < filled.length; t++) {
            if (!known(filled[t])) {
                double near = Medians.of(neighbours(history, t));
                filled[t] = known(near) ? near : known(all) ? all : 0;
            }
        }
        return filled;
    }

    static boolean known(double value) {
        return !Double.isNaN(value);
    }

    private static double[] neighbours(double[] history, int missing) {
        double[] found = new double[2 * NEAREST];
        int count = 0;
        for (int side = -WEEK; side <= WEEK; side += 2 * WEEK) {
            int wanted = count + NEAREST;
            for (int t = missing + side; t >= 0 && t < history.length && count < wanted; t += side) {
                if (known(history[t])) {
                    found[count++] = history[t];
                }
            }
        }
        return Arrays.copyOf(found, count);
    }
}
