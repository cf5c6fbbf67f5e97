package dev.toktra.reconciliation.settling.calibration;

/** A normal distribution of the logarithm of a factor. */
record Belief(double mean, double variance) {

    /** Before anything was compared: right on average, four in five within a third. */
    static final Belief PRIOR = new Belief(0, 0.25 * 0.25);

    /** The quantile of the normal distribution that leaves 10 % on each side. */
    private static final double TEN_PERCENT = 1.2815515655446004;

    /** What to believe after independent evidence: each side counts by its precision. */
    Belief with(Belief evidence) {
        double precision = 1 / variance + 1 / evidence.variance;
        return new Belief((mean / variance + evidence.mean / evidence.variance) / precision, 1 / precision);
    }

    /** What to believe of one of many that vary by so much around this one. */
    Belief ofOne(double variation) {
        return new Belief(mean, variance + variation);
    }

    Factor factor(int comparisons) {
        double reach = TEN_PERCENT * Math.sqrt(variance);
        return new Factor(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach), comparisons);
    }
}
