package dev.toktra.scoring.forecasts.models;

import java.util.Arrays;

/** Medians and quantiles, plain and weighted. */
public final class Medians {

    private Medians() {}

    /** The median; NaN of nothing. */
    public static double of(double[] values) {
        return quantile(values, 0.5);
    }

    /** The quantile between 0 and 1, linear between neighbours; NaN of nothing. */
    public static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, share);
    }

    /** The quantile of values that are in order already. */
    public static double ofSorted(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The value below which half of the weight lies; weights go with values and are at least 0. */
    public static double weighted(double[] values, double[] weights) {
        int[] order = order(values);
        double half = Arrays.stream(weights).sum() / 2;
        double passed = 0;
        for (int i : order) {
            passed += weights[i];
            if (passed >= half) {
                return values[i];
            }
        }
        return values[order[order.length - 1]];
    }

    /** Indices from the lowest value to the highest: insertion, since there are a few dozen at most. */
    private static int[] order(double[] values) {
        int[] order = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int at = i;
            while (at > 0 && values[order[at - 1]] > values[i]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        return order;
    }
}
