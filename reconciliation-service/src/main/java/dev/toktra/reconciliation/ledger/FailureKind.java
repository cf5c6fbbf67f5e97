package dev.toktra.reconciliation.ledger;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Set;

/** What a failure of counting means. */
public enum FailureKind {
    /** The database is away, busy or read-only: the same may work later, on a new connection. */
    TRANSIENT,
    /** The database refuses a value: whoever holds it goes to quarantine. */
    POISON,
    /** A fault of ours: the loop stops. */
    FATAL;

    /** Connection, rollback, resources, intervention, system. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    /**
     * Read-only (a replica after a fail-over), transactions that the server ended because they idled or lasted, and locks
     * that somebody else kept for too long.
     */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "25P03", "25P04", "55P03");

    /** Data, integrity, and program limits such as a value too long for an index. */
    private static final Set<String> POISON_CLASSES = Set.of("22", "23", "54");

    public static FailureKind of(Exception failure) {
        if (failure instanceof SQLException refused) {
            return ofSqlState(refused.getSQLState());
        }
        return failure instanceof ArithmeticException || failure instanceof DateTimeException ? POISON : FATAL;
    }

    private static FailureKind ofSqlState(String state) {
        if (state == null || TRANSIENT_STATES.contains(state) || TRANSIENT_CLASSES.contains(classOf(state))) {
            return TRANSIENT; // without a state it is the driver's or the pool's own word: no connection
        }
        return POISON_CLASSES.contains(classOf(state)) ? POISON : FATAL;
    }

    private static String classOf(String state) {
        return state.substring(0, 2);
    }
}
