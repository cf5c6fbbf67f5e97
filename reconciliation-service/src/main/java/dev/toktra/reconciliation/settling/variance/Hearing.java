package dev.toktra.reconciliation.settling.variance;

/** What is known of a person's devices at an hour. */
public enum Hearing {
    /** They told everything that they had. */
    HEARD,
    /** None was heard since the hour ended, or one still owes events. */
    LATE,
    /** None was enrolled by then and heard in the 30 days before. */
    NEVER
}
