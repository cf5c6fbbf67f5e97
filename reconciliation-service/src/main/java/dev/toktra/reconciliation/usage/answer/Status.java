package dev.toktra.reconciliation.usage.answer;

import java.util.Locale;

/** How settled figures are, the least settled first. */
public enum Status {
    /** Only devices have counted. */
    ESTIMATED,
    /** The provider has counted, and may count on. */
    PROVISIONAL,
    /** The provider's word, which it changed since it was first settled. */
    RESTATED,
    /** The provider's word. */
    RECONCILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
