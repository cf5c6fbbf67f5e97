package dev.toktra.reconciliation.ledger.store;

/** So much would go to quarantine that the fault is ours: nothing of it does, and the partition stands still. */
public final class RefusalStorm extends CannotCount {

    private static final long serialVersionUID = 1L;

    RefusalStorm(String message) {
        super(message);
    }
}
