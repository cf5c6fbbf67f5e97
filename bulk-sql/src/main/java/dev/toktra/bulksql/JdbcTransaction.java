package dev.toktra.bulksql;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in a transaction of a connection that otherwise commits each statement. */
public final class JdbcTransaction {

    private JdbcTransaction() {}

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        T run() throws SQLException, E;
    }

    /** Commits what the work did, or nothing of it where it fails. */
    public static <T, E extends Exception> T commit(Connection connection, Work<T, E> work) throws SQLException, E {
        return run(connection, work, true);
    }

    /** Does the work and takes it back, to see whether the database would take it. */
    public static <T, E extends Exception> T tryOut(Connection connection, Work<T, E> work) throws SQLException, E {
        return run(connection, work, false);
    }

    private static <T, E extends Exception> T run(Connection connection, Work<T, E> work, boolean keep)
            throws SQLException, E {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run();
            if (keep) {
                connection.commit();
                done = true;
            }
            return result;
        } finally {
            end(connection, done);
        }
    }

    /** Leaves the connection as it was; where that fails it is lost, and whatever failed first is what matters. */
    private static void end(Connection connection, boolean committed) {
        try {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            abandon(connection);
        }
    }

    private static void abandon(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            System.getLogger(JdbcTransaction.class.getName())
                    .log(System.Logger.Level.DEBUG, "Could not abort a lost connection", e);
        }
    }
}
