package dev.toktra.reconciliation.ledger.counting;

/** What one transmitted number counts as; every number that arrives counts as exactly one of these. */
public enum Tally {
    STORED,
    DUPLICATE_SEQ,
    DUPLICATE_IDENTITY,
    REJECTED,
    QUARANTINED,
    TOMBSTONE
}
