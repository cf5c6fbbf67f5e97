package dev.toktra.callerscope;

/** How far into the organisation's data a caller sees. */
public enum Reach {
    /** All of it. */
    ORGANISATION,
    /** The own department's subtree; the service's copy of the directory knows the department of {@code user_id}. */
    DEPARTMENT,
    /** Rows of the own {@code user_id}. */
    SELF,
    /** None. */
    NOTHING
}
