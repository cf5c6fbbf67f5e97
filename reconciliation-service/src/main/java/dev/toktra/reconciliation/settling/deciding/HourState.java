package dev.toktra.reconciliation.settling.deciding;

import java.util.Locale;

/** How final the figures of an hour are. */
public enum HourState {
    /** The provider has said nothing of it. */
    ESTIMATED,
    /** It has, but may say more. */
    PROVISIONAL,
    /** What it said is expected to hold, for every model. */
    RECONCILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static HourState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
