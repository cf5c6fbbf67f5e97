package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.BatchBounds;
import dev.toktra.reconciliation.ledger.counting.StreamAccount;
import dev.toktra.reconciliation.ledger.counting.StreamKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each batch contained, as a hash, so that numbers which come again with other content are noticed. */
final class BatchStore {

    private static final String FIND = """
            select b.device_id, b.stream_id, b.first_seq, b.last_seq, b.hash
            from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[]) u(device_id, stream_id, first_seq, last_seq)
            join stream_batch b using (device_id, stream_id, first_seq, last_seq)""";

    private static final String SAVE = """
            insert into stream_batch (device_id, stream_id, first_seq, last_seq, hash, received_on)
            select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bytea[], ?::date[])""";

    private BatchStore() {}

    /** The known hashes; only a batch whose numbers are all seen can be known. */
    static Map<BatchBounds, String> hashes(
            Connection connection, Stream<UsageBatch> batches, Map<StreamKey, StreamAccount> accounts)
            throws SQLException {
        Set<BatchBounds> candidates = batches.filter(batch -> batch.size() > 0)
                .map(BatchBounds::of)
                .filter(bounds -> isSeen(bounds, accounts.get(bounds.stream())))
                .collect(Collectors.toSet());
        Map<BatchBounds, String> hashes = new HashMap<>();
        if (candidates.isEmpty()) {
            return hashes;
        }
        try (var find = bounded(new RowsStatement<>(connection, FIND, candidates))) {
            ResultSet rows = find.query();
            while (rows.next()) {
                StreamKey stream = new StreamKey(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                BatchBounds bounds = new BatchBounds(stream, rows.getLong(3), rows.getLong(4));
                hashes.put(bounds, HexFormat.of().formatHex(rows.getBytes(5)));
            }
        }
        return hashes;
    }

    private static boolean isSeen(BatchBounds bounds, @Nullable StreamAccount account) {
        return account != null && account.seen().containsAll(bounds.range());
    }

    static void save(Connection connection, Collection<UsageBatch> batches) throws SQLException {
        if (batches.isEmpty()) {
            return;
        }
        try (var save = new RowsStatement<>(connection, SAVE, batches)) {
            save.uuids(UsageBatch::deviceId)
                    .uuids(UsageBatch::streamId)
                    .longs(UsageBatch::firstSeq)
                    .longs(UsageBatch::lastSeq)
                    .bytes(batch -> HexFormat.of().parseHex(batch.contentHash()))
                    .dates(batch -> LocalDate.ofInstant(batch.receivedAt(), ZoneOffset.UTC))
                    .update();
        }
    }

    private static RowsStatement<BatchBounds> bounded(RowsStatement<BatchBounds> statement) throws SQLException {
        return statement
                .uuids(bounds -> bounds.stream().deviceId())
                .uuids(bounds -> bounds.stream().streamId())
                .longs(BatchBounds::firstSeq)
                .longs(BatchBounds::lastSeq);
    }
}
