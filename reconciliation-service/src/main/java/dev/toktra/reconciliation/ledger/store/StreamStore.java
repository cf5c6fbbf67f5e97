package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.SeqRanges;
import dev.toktra.reconciliation.ledger.counting.StreamAccount;
import dev.toktra.reconciliation.ledger.counting.StreamKey;
import dev.toktra.reconciliation.ledger.counting.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What is known of each stream's numbers. Rows are locked in the order of their keys, by everyone. */
final class StreamStore {

    private static final String OPEN = """
            insert into stream_seen (device_id, stream_id, org_id, last_heard_at)
            select device_id, stream_id, org_id, 'epoch'
            from unnest(?::uuid[], ?::uuid[], ?::uuid[]) u(device_id, stream_id, org_id)
            order by device_id, stream_id
            on conflict do nothing""";

    private static final String LOCK = """
            select s.device_id, s.stream_id, s.org_id, s.seen::text
            from stream_seen s
            join unnest(?::uuid[], ?::uuid[]) u(device_id, stream_id) using (device_id, stream_id)
            order by s.device_id, s.stream_id
            for update of s""";

    private static final String SAVE = """
            update stream_seen s set
                seen = s.seen + u.added::int8multirange,
                highest_seq = coalesce(upper(s.seen + u.added::int8multirange) - 1, 0),
                stored = s.stored + u.stored,
                duplicate_seq = s.duplicate_seq + u.duplicate_seq,
                duplicate_identity = s.duplicate_identity + u.duplicate_identity,
                rejected = s.rejected + u.rejected,
                quarantined = s.quarantined + u.quarantined,
                tombstones = s.tombstones + u.tombstones,
                lost = s.lost + u.lost,
                lost_tokens = s.lost_tokens + u.lost_tokens,
                last_heard_at = greatest(s.last_heard_at, u.heard_at)
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                u(device_id, stream_id, added, heard_at, stored, duplicate_seq, duplicate_identity,
                    rejected, quarantined, tombstones, lost, lost_tokens)
            where s.device_id = u.device_id and s.stream_id = u.stream_id""";

    private StreamStore() {}

    /** The accounts of the batches' streams, locked until the transaction ends. */
    static Map<StreamKey, StreamAccount> lock(Connection connection, Stream<UsageBatch> batches) throws SQLException {
        Map<StreamKey, UUID> streams = new HashMap<>();
        batches.forEach(batch -> streams.put(StreamKey.of(batch), batch.orgId()));
        try (var open = new RowsStatement<>(connection, OPEN, streams.entrySet())) {
            open.uuids(stream -> stream.getKey().deviceId())
                    .uuids(stream -> stream.getKey().streamId())
                    .uuids(Map.Entry::getValue)
                    .update();
        }
        Map<StreamKey, StreamAccount> accounts = new HashMap<>();
        try (var lock = new RowsStatement<>(connection, LOCK, streams.keySet())) {
            ResultSet rows =
                    lock.uuids(StreamKey::deviceId).uuids(StreamKey::streamId).query();
            while (rows.next()) {
                StreamKey key = new StreamKey(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                SeqRanges seen = SeqRanges.parse(rows.getString(4));
                accounts.put(key, new StreamAccount(key, rows.getObject(3, UUID.class), seen));
            }
        }
        return accounts;
    }

    static void save(Connection connection, Collection<StreamAccount> accounts) throws SQLException {
        try (var save = new RowsStatement<>(connection, SAVE, accounts)) {
            save.uuids(account -> account.key().deviceId())
                    .uuids(account -> account.key().streamId())
                    .texts(account -> account.added().toString())
                    .instants(StreamAccount::heardAt);
            counts(save, Tally.STORED, Tally.DUPLICATE_SEQ, Tally.DUPLICATE_IDENTITY);
            counts(save, Tally.REJECTED, Tally.QUARANTINED, Tally.TOMBSTONE);
            save.longs(StreamAccount::lost).longs(StreamAccount::lostTokens).update();
        }
    }

    private static void counts(RowsStatement<StreamAccount> save, Tally... tallies) throws SQLException {
        for (Tally tally : tallies) {
            save.longs(account -> account.changes().of(tally));
        }
    }
}
