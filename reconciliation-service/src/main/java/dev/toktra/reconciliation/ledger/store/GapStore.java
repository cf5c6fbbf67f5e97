package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.reconciliation.ledger.counting.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Records that retention removed before they were counted. */
public final class GapStore {

    private static final String RECORD = """
            insert into ledger_gap as g (topic_id, partition, from_offset, to_offset, found_at)
            values (?, ?, ?, ?, ?)
            on conflict (topic_id, partition, from_offset) do update set to_offset = excluded.to_offset
            where g.accepted_at is null and g.to_offset < excluded.to_offset""";

    private static final String ACCEPTED = """
            select to_offset from ledger_gap
            where topic_id = ? and partition = ? and from_offset = ? and accepted_at is not null""";

    private GapStore() {}

    /** What retention removed: from the ledger's position to the first record that is left. */
    public record Gap(Place place, long from, long to) {}

    /**
     * Records a gap, or that it grew, and moves over it once an administrator has accepted it.
     *
     * @return the new position; empty while nobody has accepted
     */
    public static Optional<Long> pass(Connection connection, Gap gap, Instant now) throws SQLException {
        return JdbcTransaction.commit(connection, () -> {
            record(connection, gap, now);
            Optional<Long> to = acceptedEnd(connection, gap);
            if (to.isPresent() && !PositionStore.advance(connection, gap.place(), gap.from(), to.get())) {
                return Optional.<Long>empty();
            }
            return to;
        });
    }

    private static void record(Connection connection, Gap gap, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            insert.setObject(1, gap.place().topicId());
            insert.setInt(2, gap.place().partition());
            insert.setLong(3, gap.from());
            insert.setLong(4, gap.to());
            insert.setTimestamp(5, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private static Optional<Long> acceptedEnd(Connection connection, Gap gap) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ACCEPTED)) {
            select.setObject(1, gap.place().topicId());
            select.setInt(2, gap.place().partition());
            select.setLong(3, gap.from());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }
}
