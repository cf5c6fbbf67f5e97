package dev.toktra.scoring.scores.efficiency;

import java.util.Arrays;

/** The values of people that are compared with each other by one yardstick. */
final class Peers {

    private final boolean department;
    private final boolean moreIsBetter;
    private final double[] sorted;

    Peers(boolean department, Yardstick yardstick, double[] values) {
        this.department = department;
        this.moreIsBetter = yardstick.moreIsBetter();
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** Whether they are one department, not the whole organisation. */
    boolean isDepartment() {
        return department;
    }

    int count() {
        return sorted.length;
    }

    /**
     * The percentile, 0 to 100 and higher the better, that somebody would have with a value instead of the own one:
     * the share of peers, oneself counted half, that are worse. Equal ones share their ranks.
     */
    double percentile(double own, double value) {
        int below = bound(value, false);
        int equal = bound(value, true) - below;
        int others = below - (own < value ? 1 : 0);
        int same = equal - (own == value ? 1 : 0);
        double worse = 100 * (others + 0.5 * (same + 1)) / sorted.length;
        return moreIsBetter ? worse : 100 - worse;
    }

    /** The value that the best quarter has at least. */
    double upperQuartile() {
        int quarter = (sorted.length - 1) / 4;
        return moreIsBetter ? sorted[sorted.length - 1 - quarter] : sorted[quarter];
    }

    boolean isBetter(double value, double than) {
        return moreIsBetter ? value > than : value < than;
    }

    /** How many values are smaller, or with equal ones not larger. */
    private int bound(double value, boolean withEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || withEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
