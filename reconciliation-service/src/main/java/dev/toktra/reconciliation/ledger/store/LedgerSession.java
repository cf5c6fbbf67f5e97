package dev.toktra.reconciliation.ledger.store;

import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.directory.IdentityKey;
import dev.toktra.reconciliation.directory.IdentityStore;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A connection and what was learnt through it; both go together, since a new connection may see an older database. */
public final class LedgerSession implements AutoCloseable {

    private static final int MOST_IDENTITIES = 100_000;

    /** Ingest accepts nothing older or newer; an event outside of it gets no partition and goes to quarantine. */
    private static final Duration OLDEST = Duration.ofDays(400);

    private static final Duration NEWEST = Duration.ofDays(2);

    private final Connection connection;
    private final Map<IdentityKey, Long> identities = new HashMap<>();
    private final Set<LocalDate> days = new HashSet<>();

    public LedgerSession(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /** Makes partitions and identities that records need, outside of their transaction, and gives the identities. */
    Map<IdentityKey, Long> prepare(Collection<Arrival> arrivals) throws SQLException {
        Set<LocalDate> wanted = new HashSet<>();
        Set<IdentityKey> keys = new HashSet<>();
        for (Arrival arrival : arrivals) {
            if (arrival instanceof Arrival.Readable record) {
                collect(record, wanted, keys);
            }
        }
        wanted.removeAll(days);
        if (!wanted.isEmpty()) {
            UsageEventStore.makeDays(connection, wanted);
            days.addAll(wanted);
        }
        return resolve(keys);
    }

    private static void collect(Arrival.Readable record, Set<LocalDate> wanted, Set<IdentityKey> keys) {
        UsageBatch batch = record.batch();
        for (UsageEvent event : batch.events()) {
            if (!record.faults().containsKey(event.seq())) {
                keys.add(IdentityKey.of(batch, event));
                if (isInTime(event.countedAt(), batch.receivedAt())) {
                    wanted.add(UsageEventStore.dayOf(event));
                }
            }
        }
    }

    private static boolean isInTime(Instant at, Instant received) {
        return at.isAfter(received.minus(OLDEST)) && at.isBefore(received.plus(NEWEST));
    }

    private Map<IdentityKey, Long> resolve(Set<IdentityKey> keys) throws SQLException {
        Map<IdentityKey, Long> resolved = new HashMap<>();
        Set<IdentityKey> unknown = new HashSet<>();
        for (IdentityKey key : keys) {
            Long id = identities.get(key);
            if (id == null) {
                unknown.add(key);
            } else {
                resolved.put(key, id);
            }
        }
        if (!unknown.isEmpty()) {
            Map<IdentityKey, Long> learnt = IdentityStore.resolve(connection, unknown);
            if (identities.size() + learnt.size() > MOST_IDENTITIES) {
                identities.clear();
            }
            identities.putAll(learnt);
            resolved.putAll(learnt);
        }
        return resolved;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
