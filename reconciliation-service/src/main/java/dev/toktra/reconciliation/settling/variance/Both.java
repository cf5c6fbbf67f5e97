package dev.toktra.reconciliation.settling.variance;

/** The same of input and of output. */
record Both<T>(T input, T output) {

    T of(boolean ofOutput) {
        return ofOutput ? output : input;
    }
}
