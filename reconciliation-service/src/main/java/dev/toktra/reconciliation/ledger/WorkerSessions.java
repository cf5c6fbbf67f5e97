package dev.toktra.reconciliation.ledger;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Limits every JDBC connection of the worker: the loop's, and those of replays, which lock the same rows. */
@Singleton
@DataSource("worker")
class WorkerSessions implements AgroalPoolInterceptor {

    private final SessionLimits limits;

    WorkerSessions(LedgerConfig config) {
        limits = SessionLimits.of(config);
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            limits.apply(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("a new connection could not be limited", e);
        }
    }
}
