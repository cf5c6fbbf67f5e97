package dev.toktra.reconciliation.usage.question;

/** Whose count a figure is. */
public enum Source {
    /** The provider's where the cell is settled, else the devices', calibrated. */
    BEST,
    /** The devices'. */
    ESTIMATED,
    /** The devices', multiplied to come to the provider's. */
    CALIBRATED,
    /** The provider's, none where it is not settled. */
    RECONCILED
}
