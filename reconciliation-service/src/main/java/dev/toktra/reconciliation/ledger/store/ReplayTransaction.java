package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.events.EventJson;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.directory.IdentityKey;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.Counted;
import dev.toktra.reconciliation.ledger.counting.Fault;
import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Tallies;
import dev.toktra.reconciliation.ledger.counting.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what is in quarantine, in one transaction that also closes its row: replaying twice counts once. */
public final class ReplayTransaction {

    private static final String LOCK = """
            select topic_id, partition, record_offset, record_key, seq, holds_number, payload, outcome
            from quarantine where quarantine_id = ? and org_id = ? for update""";

    private static final String CLOSE =
            "update quarantine set replayed_at = ?, outcome = ?, holds_number = false where quarantine_id = ?";

    private final LedgerTransaction ledger;
    private final Clock clock;

    public ReplayTransaction(LedgerTransaction ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Kept(
            Place place,
            Arrival.Readable record,
            @Nullable Long seq,
            boolean holds,
            @Nullable String outcome) {}

    /**
     * Replays a row of an organisation.
     *
     * @return what it came to, now or when it was replayed before; empty where there is no such row
     * @throws StillRefused where it cannot be counted now either
     */
    public Optional<String> replay(LedgerSession session, UUID orgId, UUID quarantineId)
            throws SQLException, CannotCount {
        Connection connection = session.connection();
        Optional<Kept> seen = JdbcTransaction.tryOut(connection, () -> lock(connection, orgId, quarantineId));
        if (seen.isEmpty() || seen.get().outcome() != null) {
            return seen.map(kept -> String.valueOf(kept.outcome()));
        }
        Map<IdentityKey, Long> identities = session.prepare(List.of(seen.get().record()));
        return JdbcTransaction.<Optional<String>, CannotCount>commit(connection, () -> {
            Optional<Kept> kept = lock(connection, orgId, quarantineId);
            if (kept.isEmpty() || kept.get().outcome() != null) {
                return kept.map(row -> String.valueOf(row.outcome()));
            }
            String outcome =
                    outcome(ledger.countAgain(connection, kept.get().place(), counting(kept.get()), identities));
            close(connection, quarantineId, outcome);
            return Optional.of(outcome);
        });
    }

    private static LedgerTransaction.Again counting(Kept kept) {
        return new LedgerTransaction.Again(kept.record(), counting -> {
            if (kept.seq() == null) {
                counting.arrive(kept.record());
            } else {
                counting.replay(kept.record(), kept.holds());
            }
        });
    }

    private static String outcome(Counted counted) throws StillRefused {
        if (!counted.quarantined().isEmpty()) {
            throw new StillRefused(counted.quarantined().get(0).fault());
        }
        Tallies total = counted.total();
        Tally[] best = {Tally.STORED, Tally.TOMBSTONE, Tally.DUPLICATE_IDENTITY, Tally.DUPLICATE_SEQ, Tally.REJECTED};
        for (Tally tally : best) {
            if (total.of(tally) > 0) {
                return tally.name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
        return "heartbeat";
    }

    private static Optional<Kept> lock(Connection connection, UUID orgId, UUID quarantineId)
            throws SQLException, StillRefused {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setObject(1, quarantineId);
            select.setObject(2, orgId);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(kept(row)) : Optional.empty();
        }
    }

    private static Kept kept(ResultSet row) throws SQLException, StillRefused {
        Arrival.Readable record = new Arrival.Readable(
                row.getLong("record_offset"), row.getString("record_key"), batch(row.getBytes("payload")), Map.of());
        return new Kept(
                new Place(row.getObject("topic_id", UUID.class), row.getInt("partition")),
                record,
                row.getObject("seq", Long.class),
                row.getBoolean("holds_number"),
                row.getString("outcome"));
    }

    private static UsageBatch batch(byte[] payload) throws StillRefused {
        try {
            return EventJson.read(payload, UsageBatch.class);
        } catch (EventJson.UnreadableRecord e) {
            throw new StillRefused(new Fault(Fault.UNREADABLE_RECORD, "the record still cannot be read"));
        }
    }

    private void close(Connection connection, UUID quarantineId, String outcome) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLOSE)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setString(2, outcome);
            update.setObject(3, quarantineId);
            update.executeUpdate();
        }
    }
}
