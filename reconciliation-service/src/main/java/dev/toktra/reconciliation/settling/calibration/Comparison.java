package dev.toktra.reconciliation.settling.calibration;

/**
 * Tokens of the same calls as devices and as the provider counted them, such as those of a person in an hour.
 *
 * @param estimated above 0
 * @param counted by the provider, 0 or more
 */
public record Comparison(Estimator estimator, long estimated, long counted) {

    public Comparison {
        if (estimated <= 0 || counted < 0) {
            throw new IllegalArgumentException("only what devices saw can be compared");
        }
    }

    double ratio() {
        return (double) counted / estimated;
    }
}
