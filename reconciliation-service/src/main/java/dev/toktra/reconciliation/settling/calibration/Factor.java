package dev.toktra.reconciliation.settling.calibration;

/**
 * By what an estimate is multiplied to be right on average.
 *
 * @param low lower end of the 80 % interval
 * @param high upper end of it
 * @param comparisons how many this estimator's own are
 */
public record Factor(double value, double low, double high, int comparisons) {

    /** What to expect of an estimator that nothing is known of. */
    public static final Factor UNKNOWN = Belief.PRIOR.factor(0);

    /** The calibrated estimate, in whole tokens, half up. */
    public long of(long estimated) {
        return Math.round(estimated * value);
    }

    public long lowOf(long estimated) {
        return Math.round(estimated * low);
    }

    public long highOf(long estimated) {
        return Math.round(estimated * high);
    }
}
