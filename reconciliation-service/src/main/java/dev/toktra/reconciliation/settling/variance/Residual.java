package dev.toktra.reconciliation.settling.variance;

import dev.toktra.reconciliation.settling.variance.MeasuredDay.Estimate;

/** What the provider counted of someone in a cell against what their devices led to expect, and what of it is still open. */
final class Residual {

    /** Half the width of an interval of which one in a hundred normal values is outside. */
    private static final double RARE = 2.5758;

    /** The ends of a factor's interval are one in five; beyond twice that it is rare. */
    private static final double RARE_FACTOR = 2.01;

    private final CellKey cell;
    private final String subject;
    private double counted;
    private double expected;
    private double open;
    private double factors;
    private double squares;

    Residual(CellKey cell, String subject) {
        this.cell = cell;
        this.subject = subject;
    }

    CellKey cell() {
        return cell;
    }

    String subject() {
        return subject;
    }

    void count(double tokens) {
        counted += tokens;
        open += tokens;
    }

    void expect(Estimate estimate) {
        double billed = estimate.tokens() - estimate.failed().tokens();
        double tokens = billed * estimate.factor().value();
        expected += tokens;
        open -= tokens;
        factors += billed * (estimate.factor().high() - estimate.factor().low()) / 2;
        squares += tokens * tokens;
    }

    double counted() {
        return counted;
    }

    double expected() {
        return expected;
    }

    /** Counted less expected, less what was explained. */
    double open() {
        return open;
    }

    void explain(double tokens) {
        open -= tokens;
    }

    /** Sets a shortage of this one against a surplus of another in the same cell: the same calls under two names. */
    void offset(Residual surplus, double tokens) {
        open += tokens;
        surplus.open -= tokens;
        surplus.trust(this, tokens);
    }

    /** Is as uncertain from now on as these tokens of an estimate that stands for a part of its count. */
    void trust(Residual estimate, double tokens) {
        double part = estimate.expected == 0 ? 0 : Math.min(1, tokens / estimate.expected);
        factors += estimate.factors * part;
        squares += estimate.squares * part * part;
    }

    /**
     * The most that it is off by without a cause, but once in a hundred times.
     *
     * @param spread how far single hours of people vary around the factor, as a part of them
     */
    double tolerance(double spread) {
        return RARE_FACTOR * factors + RARE * spread * Math.sqrt(squares);
    }
}
