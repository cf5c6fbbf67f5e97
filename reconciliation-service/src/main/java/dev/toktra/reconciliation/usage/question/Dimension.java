package dev.toktra.reconciliation.usage.question;

/** What a list may be grouped by. */
public enum Dimension {
    USER,
    MODEL,
    PROVIDER,
    DEPARTMENT,
    TEAM,
    APPLICATION
}
