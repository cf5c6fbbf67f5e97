package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.reconciliation.ledger.store.CannotCount;
import dev.toktra.reconciliation.ledger.store.LedgerSession;
import dev.toktra.reconciliation.ledger.store.LedgerTransaction;
import dev.toktra.reconciliation.ledger.store.ReplayTransaction;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Counts what is in quarantine, as the worker: counting needs COPY, which no row-secured role may. */
@ApplicationScoped
class ReplayStore {

    private final AgroalDataSource worker;
    private final ReplayTransaction transaction;

    ReplayStore(@DataSource("worker") AgroalDataSource worker, LedgerTransaction ledger, Clock clock) {
        this.worker = worker;
        this.transaction = new ReplayTransaction(ledger, clock);
    }

    /** What a row of an organisation came to; empty where the organisation has no such row. */
    Uni<Optional<Replayed>> replay(UUID orgId, UUID quarantineId) {
        return Uni.createFrom()
                .deferred(() -> count(orgId, quarantineId))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Optional<Replayed>> count(UUID orgId, UUID quarantineId) {
        try (LedgerSession session = new LedgerSession(worker.getConnection())) {
            Optional<String> outcome = transaction.replay(session, orgId, quarantineId);
            return Uni.createFrom().item(outcome.map(came -> new Replayed(quarantineId, came)));
        } catch (SQLException | CannotCount e) {
            return Uni.createFrom().failure(e);
        }
    }
}
