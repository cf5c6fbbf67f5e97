package dev.toktra.reconciliation.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sessions of this role that wait for their client in the middle of a statement, such as a COPY whose process was frozen:
 * no timeout of the server ends them while the client's machine answers, and they keep the locks of their transaction.
 */
public final class FrozenSessions {

    private static final String LOCK_TIMEOUT = "55P03";

    /** Only those that have done so for as long as this session waits for a lock; one that works is left alone. */
    private static final String END = """
            select count(*) from (
                select pg_terminate_backend(pid) as ended from pg_stat_activity
                where usename = current_user and datname = current_database() and pid <> pg_backend_pid()
                    and state = 'active' and wait_event in ('ClientRead', 'ClientWrite') and xact_start is not null
                    and query_start <= now() - current_setting('lock_timeout')::interval) frozen
            where ended""";

    private FrozenSessions() {}

    /** Whether a failure was waiting too long for somebody else's lock. */
    public static boolean areSuspectedOf(SQLException failure) {
        return LOCK_TIMEOUT.equals(failure.getSQLState());
    }

    /** Ends them, which takes back what they did; says how many there were. */
    public static long end(Connection connection) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END);
                ResultSet row = end.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
