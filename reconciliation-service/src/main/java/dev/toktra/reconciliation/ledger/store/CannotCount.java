package dev.toktra.reconciliation.ledger.store;

/** Why a portion is not counted although nothing is wrong with the database. */
public abstract sealed class CannotCount extends Exception permits StalePosition, RefusalStorm, StillRefused {

    private static final long serialVersionUID = 1L;

    CannotCount(String message) {
        super(message);
    }
}
