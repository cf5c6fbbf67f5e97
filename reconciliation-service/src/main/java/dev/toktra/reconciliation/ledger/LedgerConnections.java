package dev.toktra.reconciliation.ledger;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** The worker's JDBC connections. */
@ApplicationScoped
class LedgerConnections implements LedgerWriter.Connections {

    private final AgroalDataSource worker;

    LedgerConnections(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    @Override
    public Connection open() throws SQLException {
        return worker.getConnection();
    }

    /** The pool must not hand out again what failed: it may be alive and lead to a server that only reads. */
    @Override
    public void discard(Connection failed) throws SQLException {
        failed.close();
        worker.flush(AgroalDataSource.FlushMode.IDLE);
    }
}
