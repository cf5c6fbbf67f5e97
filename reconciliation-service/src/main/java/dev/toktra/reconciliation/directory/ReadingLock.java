package dev.toktra.reconciliation.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Keeps sums from being made while something changes by which all days of an organisation are read: whoever changes it
 * marks the days that it sees, and would not see those that are being summed for the first time.
 */
public final class ReadingLock {

    private static final String LOCK = "select pg_advisory_xact_lock%s(hashtextextended('toktra.usage_sums|' || ?, 0))";

    private ReadingLock() {}

    /** Before days are marked, until the end of the transaction. */
    public static void exclusive(Connection connection, UUID organisation) throws SQLException {
        lock(connection, LOCK.formatted(""), organisation);
    }

    /** Before days are read. */
    public static void shared(Connection connection, UUID organisation) throws SQLException {
        lock(connection, LOCK.formatted("_shared"), organisation);
    }

    private static void lock(Connection connection, String sql, UUID organisation) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setString(1, organisation.toString());
            lock.execute();
        }
    }
}
