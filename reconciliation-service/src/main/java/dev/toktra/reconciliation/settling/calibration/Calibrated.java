package dev.toktra.reconciliation.settling.calibration;

/**
 * The factors of one way of counting with one program.
 *
 * @param input of fresh input, cache reads and cache writes
 * @param output of output and reasoning
 * @param comparisons of its own, person-hours
 */
record Calibrated(Estimator estimator, Factor input, Factor output, int comparisons) {

    /** Whether one of the factors is another by more than a part of it. */
    boolean differs(Calibrated before, double part) {
        return Math.abs(input.value() / before.input.value() - 1) > part
                || Math.abs(output.value() / before.output.value() - 1) > part;
    }
}
