package dev.toktra.benchmarks.forecasts;

import dev.toktra.scoring.forecasts.Forecast;
import dev.toktra.scoring.forecasts.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Forecasts from the 90 days before each origin, compared with the days after it. */
final class Accuracy {

    static final int HISTORY = 90;

    private final List<Comparison> month = new ArrayList<>();
    private final List<Comparison> quarter = new ArrayList<>();
    private int forecasts;
    private int left;

    /**
     * All series of an origin are forecast together, as those of one organisation are.
     *
     * @param origin days before the end of each series
     */
    void measure(List<Series> all, int origin) {
        List<Series> fit = all.stream().filter(series -> fits(series, origin)).toList();
        left += all.size() - fit.size();
        List<Forecast> made = Forecaster.forecast(
                fit.stream().map(series -> history(series, origin)).toList());
        forecasts += made.size();
        for (int i = 0; i < made.size(); i++) {
            compare(fit.get(i), origin, made.get(i));
        }
    }

    private void compare(Series series, int origin, Forecast forecast) {
        double[] history = history(series, origin);
        add(month, history, forecast, after(series, origin, 30));
        if (origin >= 90) {
            add(quarter, history, forecast, after(series, origin, 90));
        }
    }

    /** Nothing can be said of a time without any known use. */
    private static void add(List<Comparison> to, double[] history, Forecast forecast, double[] actual) {
        if (Arrays.stream(actual).filter(value -> value > 0).findAny().isPresent()) {
            to.add(Comparison.of(history, forecast, actual));
        }
    }

    /** A history is whole, has 28 known days, and changes from week to week, else it has no unit. */
    private static boolean fits(Series series, int origin) {
        if (series.values().length < HISTORY + origin) {
            return false;
        }
        double[] history = history(series, origin);
        long known =
                Arrays.stream(history).filter(value -> !Double.isNaN(value)).count();
        return known >= Forecaster.LEAST_DAYS && Comparison.scale(history) > 0;
    }

    private static double[] history(Series series, int origin) {
        int end = series.values().length - origin;
        return Arrays.copyOfRange(series.values(), end - HISTORY, end);
    }

    private static double[] after(Series series, int origin, int days) {
        int end = series.values().length - origin;
        return Arrays.copyOfRange(series.values(), end, end + days);
    }

    int forecasts() {
        return forecasts;
    }

    /** Series at an origin that could not be forecast. */
    int left() {
        return left;
    }

    List<Comparison> month() {
        return month;
    }

    List<Comparison> quarter() {
        return quarter;
    }

    /** The mean over series and origins; NaN of none. */
    static double mean(List<Comparison> comparisons, ToDoubleFunction<Comparison> figure) {
        return comparisons.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
