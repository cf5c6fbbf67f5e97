package dev.toktra.reconciliation.ledger.counting;

/**
 * Why something could not be counted.
 *
 * @param reason a short code from the list of this class, or {@code sqlstate-} and the database's code
 * @param detail a sentence for an operator
 */
public record Fault(String reason, String detail) {

    public static final String SEQUENCE_REUSED = "sequence-reused";
    public static final String TOO_MANY_GAPS = "too-many-gaps";
    public static final String UNKNOWN_ORGANISATION = "unknown-organisation";
    public static final String UNREADABLE_RECORD = "unreadable-record";
    private static final String SQLSTATE = "sqlstate-";

    public static Fault ofSqlState(String sqlState, String message) {
        return new Fault(
                SQLSTATE + sqlState, message.lines().findFirst().orElse("").replace('\0', '?'));
    }

    /** Whether many of these in a short time mean a fault of ours, not of one sender. */
    public boolean isOurs() {
        return reason.equals(UNREADABLE_RECORD) || reason.startsWith(SQLSTATE);
    }
}
