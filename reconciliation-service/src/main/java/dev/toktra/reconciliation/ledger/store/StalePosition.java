package dev.toktra.reconciliation.ledger.store;

import dev.toktra.reconciliation.ledger.counting.Portion;

/** The ledger no longer stands where a portion begins: someone else counted it, or the database is an older copy. */
public final class StalePosition extends CannotCount {

    private static final long serialVersionUID = 1L;

    StalePosition(Portion portion) {
        super("the ledger does not stand at " + portion.start() + " of partition "
                + portion.place().partition());
    }
}
