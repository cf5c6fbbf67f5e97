package dev.toktra.reconciliation.settling.deciding;

import java.util.Locale;

/** How final the figures of a model in an hour are. */
public enum CellState {
    ESTIMATED,
    PROVISIONAL,
    RECONCILED,
    /** Reconciled, and another sum than when that was so for the first time. */
    RESTATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CellState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
