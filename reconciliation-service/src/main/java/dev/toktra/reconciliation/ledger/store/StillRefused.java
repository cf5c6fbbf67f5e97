package dev.toktra.reconciliation.ledger.store;

import dev.toktra.reconciliation.ledger.counting.Fault;

/** What was replayed from quarantine cannot be counted now either. */
public final class StillRefused extends CannotCount {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    StillRefused(Fault fault) {
        super(fault.reason() + ": " + fault.detail());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
