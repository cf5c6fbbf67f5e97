package dev.toktra.scoring.forecasts.backtest;

import static dev.toktra.scoring.forecasts.models.WeekProfile.WEEK;

import dev.toktra.scoring.forecasts.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One series' rolling-origin backtest: what the candidates would have said at every third day, how good each was, and how far off
 * their combination was.
 *
 * @param shares of the candidates in the combination, in their order
 * @param errors each candidate's mean absolute error, in units of {@code unit} where that is above 0
 * @param error the combination's, likewise
 * @param unit the history's mean absolute change from week to week, the denominator of MASE
 * @param scale the combination's mean absolute error over the first four weeks of all origins
 * @param residuals of each origin, earliest first: actual less combination, day by day; NaN where the day is missing
 * @param path the combination's days after the history
 */
public record Trial(
        double[] shares,
        double[] errors,
        double error,
        double unit,
        double scale,
        List<double[]> residuals,
        double[] path) {

    /** The first origin of a history that is long enough. */
    static final int FIRST_ORIGIN = 28;

    static final int STEP = 3;
    private static final int SCALE_DAYS = 28;

    /**
     * Tries the candidates and combines them.
     *
     * @param history oldest first, NaN where a day is missing, at least 28 days
     * @param days ahead
     */
    public static Trial of(double[] history, int days) {
        double[] filled = Gaps.filled(history);
        List<List<double[]>> said = new ArrayList<>();
        for (int origin = firstOrigin(history.length); origin < history.length; origin += STEP) {
            said.add(ahead(Arrays.copyOf(filled, origin), history.length - origin));
        }
        double[] errors = new double[Candidates.ALL.size()];
        for (int model = 0; model < errors.length; model++) {
            int which = model;
            errors[model] = meanError(
                    history, said.stream().map(paths -> paths.get(which)).toList());
        }
        double[] shares = Weights.of(errors);
        List<double[]> combined =
                said.stream().map(paths -> Weights.combine(paths, shares)).toList();
        double unit = weeklyChange(history);
        List<double[]> residuals =
                combined.stream().map(path -> residuals(history, path)).toList();
        return new Trial(
                shares,
                inUnits(errors, unit),
                meanError(history, combined) / (unit > 0 ? unit : 1),
                unit,
                scale(residuals),
                residuals,
                Weights.combine(ahead(filled, days), shares));
    }

    /** Seasonal naive's mean absolute error, in units where there is one. */
    public double naiveError() {
        return errors[Candidates.NAIVE];
    }

    /** The farthest day ahead that the backtest has seen. */
    public int longest() {
        return residuals.get(0).length;
    }

    /** A short history is tested on its second half at least. */
    private static int firstOrigin(int length) {
        return Math.max(2 * WEEK, Math.min(FIRST_ORIGIN, length / 2));
    }

    private static List<double[]> ahead(double[] filled, int days) {
        List<double[]> paths = new ArrayList<>();
        for (Model model : Candidates.ALL) {
            paths.add(model.ahead(filled, days));
        }
        return paths;
    }

    /** The mean over origins of their mean absolute error, so that each origin counts alike. */
    private static double meanError(double[] history, List<double[]> paths) {
        double sum = 0;
        int origins = 0;
        for (double[] path : paths) {
            double error = meanAbsolute(residuals(history, path), path.length);
            if (Gaps.known(error)) {
                sum += error;
                origins++;
            }
        }
        return origins == 0 ? 0 : sum / origins;
    }

    /** The path ends where the history does. */
    private static double[] residuals(double[] history, double[] path) {
        double[] residuals = new double[path.length];
        for (int i = 0; i < path.length; i++) {
            residuals[i] = history[history.length - path.length + i] - Math.max(0, path[i]);
        }
        return residuals;
    }

    private static double meanAbsolute(double[] values, int first) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < Math.min(first, values.length); i++) {
            if (Gaps.known(values[i])) {
                sum += Math.abs(values[i]);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double scale(List<double[]> residuals) {
        double[] all = residuals.stream()
                .flatMapToDouble(path -> Arrays.stream(path, 0, Math.min(SCALE_DAYS, path.length)))
                .toArray();
        double scale = meanAbsolute(all, all.length);
        return Gaps.known(scale) ? scale : 0;
    }

    private static double weeklyChange(double[] history) {
        double[] changes = new double[history.length - WEEK];
        for (int t = WEEK; t < history.length; t++) {
            changes[t - WEEK] = history[t] - history[t - WEEK];
        }
        double change = meanAbsolute(changes, changes.length);
        return Gaps.known(change) ? change : 0;
    }

    private static double[] inUnits(double[] errors, double unit) {
        return unit > 0 ? Arrays.stream(errors).map(error -> error / unit).toArray() : errors;
    }
}
