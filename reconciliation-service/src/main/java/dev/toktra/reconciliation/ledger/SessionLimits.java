package dev.toktra.reconciliation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What keeps a session that counts from blocking the others for long, whichever side falls silent: this process, the
 * server, or the network between them.
 *
 * @param frozenAfter how long it may idle inside a transaction, and how long it waits for a lock
 * @param answerWithin how long it waits for the answer to a statement
 */
record SessionLimits(Duration frozenAfter, Duration answerWithin) {

    /** The server's side; it also notices within about as long that a session's machine is gone. */
    private static final String SERVER = """
            select set_config('idle_in_transaction_session_timeout', ?, false), set_config('lock_timeout', ?, false),
                set_config('tcp_user_timeout', ?, false), set_config('tcp_keepalives_idle', ?, false),
                set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)""";

    static SessionLimits of(LedgerConfig config) {
        return new SessionLimits(config.frozenAfter(), config.answerWithin());
    }

    /** Sets them on a connection, for as long as it is open. */
    void apply(Connection connection) throws SQLException {
        String milliseconds = frozenAfter.toMillis() + "ms";
        try (PreparedStatement set = connection.prepareStatement(SERVER)) {
            set.setString(1, milliseconds);
            set.setString(2, milliseconds);
            set.setString(3, milliseconds);
            set.setString(4, String.valueOf(Math.max(1, frozenAfter.toSeconds())));
            set.execute();
        }
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answerWithin.toMillis()));
    }
}
