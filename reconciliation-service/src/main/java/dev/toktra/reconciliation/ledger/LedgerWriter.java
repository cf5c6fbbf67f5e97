package dev.toktra.reconciliation.ledger;

import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.OrganisationWait;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.store.FrozenSessions;
import dev.toktra.reconciliation.ledger.store.LedgerSession;
import dev.toktra.reconciliation.ledger.store.RefusalStorm;
import dev.toktra.reconciliation.ledger.store.StalePosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes what waits on a partition, on the loop's own connection. */
final class LedgerWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LedgerWriter.class);

    private final Connections connections;
    private final PortionLedger ledger;
    private final OrganisationWait organisations;
    private final LedgerMetrics metrics;
    private @Nullable LedgerSession session;

    /** Where connections come from. */
    interface Connections {

        Connection open() throws SQLException;

        /** Takes back one that failed: whoever asks next gets a new one. */
        void discard(Connection failed) throws SQLException;
    }

    LedgerWriter(Connections connections, PortionLedger ledger, OrganisationWait organisations, LedgerMetrics metrics) {
        this.connections = connections;
        this.ledger = ledger;
        this.organisations = organisations;
        this.metrics = metrics;
    }

    /** Counts all that waits on a partition and need not wait longer. */
    void write(Track track) throws Exception {
        Portion portion = track.ready(this::mustWait);
        if (portion == null) {
            return;
        }
        long[] begun = {System.nanoTime()};
        try {
            ledger.count(session(), portion, (part, counted) -> {
                track.counted(part);
                long now = System.nanoTime();
                metrics.committed(part, counted, Duration.ofNanos(now - begun[0]));
                begun[0] = now;
            });
        } catch (StalePosition e) {
            LOG.infof("Partition %s is read again from where the ledger stands: %s", track.partition(), e.getMessage());
            metrics.retried("position");
            discard(); // what was learnt belongs to a database that may have been replaced
            track.restart();
        } catch (RefusalStorm e) {
            LOG.errorf(
                    "Partition %s stands still, nothing of it goes to quarantine: %s",
                    track.partition(), e.getMessage());
            track.stop(Track.State.STOPPED, "refusal-storm: " + e.getMessage());
        } catch (SQLException e) {
            endFrozen(e);
            throw e;
        }
    }

    private void endFrozen(SQLException failure) {
        if (!FrozenSessions.areSuspectedOf(failure)) {
            return;
        }
        try {
            long ended = FrozenSessions.end(session().connection());
            LOG.warnf("Another session kept a lock for too long; %d that were frozen have been ended", ended);
            metrics.retried("lock");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The connection, which is opened where there is none. */
    LedgerSession session() throws SQLException {
        LedgerSession open = session;
        if (open == null) {
            open = new LedgerSession(connections.open());
            session = open;
        }
        return open;
    }

    /** Gives the connection up; the next attempt makes a new one. */
    void discard() {
        LedgerSession failed = session;
        session = null;
        if (failed != null) {
            try {
                connections.discard(failed.connection());
            } catch (SQLException e) {
                LOG.debug("A connection that failed could not be closed", e);
            }
        }
    }

    private boolean mustWait(Arrival arrival) {
        return arrival instanceof Arrival.Readable record
                && record.events() > 0
                && organisations.isDue(record.batch().orgId());
    }

    @Override
    public void close() {
        discard();
    }
}
