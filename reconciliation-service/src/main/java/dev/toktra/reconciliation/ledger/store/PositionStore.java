package dev.toktra.reconciliation.ledger.store;

import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Portion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where the ledger stands on each partition: the only word on it, whatever Kafka's group offsets say. */
public final class PositionStore {

    private static final String OPEN = """
            insert into sink_position (topic_id, partition, next_offset) values (?, ?, ?) on conflict do nothing""";

    private static final String READ = "select next_offset from sink_position where topic_id = ? and partition = ?";

    private static final String ADVANCE = """
            update sink_position set next_offset = ? where topic_id = ? and partition = ? and next_offset = ?""";

    private PositionStore() {}

    /** The position of a partition, which is its beginning where the ledger never stood on it. */
    public static long open(Connection connection, Place place, long beginning) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
            insert.setObject(1, place.topicId());
            insert.setInt(2, place.partition());
            insert.setLong(3, beginning);
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, place.topicId());
            select.setInt(2, place.partition());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Moves over a portion, as a compare-and-set.
     *
     * @throws StalePosition where the ledger does not stand at its start
     */
    static void advance(Connection connection, Portion portion) throws SQLException, StalePosition {
        if (!advance(connection, portion.place(), portion.start(), portion.end())) {
            throw new StalePosition(portion);
        }
    }

    static boolean advance(Connection connection, Place place, long from, long to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, to);
            update.setObject(2, place.topicId());
            update.setInt(3, place.partition());
            update.setLong(4, from);
            return update.executeUpdate() == 1;
        }
    }
}
