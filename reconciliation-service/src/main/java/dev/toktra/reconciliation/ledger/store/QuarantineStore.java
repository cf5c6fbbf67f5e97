package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.events.EventJson;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Quarantined;
import dev.toktra.reconciliation.ledger.counting.StormRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What could not be counted. */
final class QuarantineStore {

    /** An unreadable record belongs to the organisation of its stream, as far as the stream is known. */
    private static final String ADD = """
            insert into quarantine (topic_id, partition, quarantined_at, org_id, record_offset, record_key, reason, detail,
                device_id, stream_id, seq, holds_number, payload)
            select ?, ?, ?::timestamptz, coalesce(u.org_id, s.org_id), u.record_offset, u.record_key, u.reason, u.detail,
                u.device_id, u.stream_id, u.seq, u.holds_number, u.payload
            from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[],
                    ?::boolean[], ?::bytea[])
                u(org_id, record_offset, record_key, reason, detail, device_id, stream_id, seq, holds_number, payload)
            left join stream_seen s on u.org_id is null and s.device_id || '|' || s.stream_id = u.record_key""";

    private static final String RECENT = """
            select record_key, count(*) from quarantine
            where topic_id = ? and partition = ? and quarantined_at > ?
                and (reason = 'unreadable-record' or starts_with(reason, 'sqlstate-'))
            group by record_key""";

    private QuarantineStore() {}

    /** What a storm rule is asked about: the partition and how far back refusals count. */
    record Window(Place place, Instant since) {}

    /**
     * Stops where so much would go to quarantine that the fault must be ours.
     *
     * @throws RefusalStorm where the rule forbids it
     */
    static void check(Connection connection, List<Quarantined> more, StormRule rule, Window window)
            throws SQLException, RefusalStorm {
        if (more.stream().noneMatch(one -> one.fault().isOurs())) {
            return;
        }
        Set<String> keys = new HashSet<>();
        int count = 0;
        try (PreparedStatement select = connection.prepareStatement(RECENT)) {
            select.setObject(1, window.place().topicId());
            select.setInt(2, window.place().partition());
            select.setTimestamp(3, Timestamp.from(window.since()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                keys.add(rows.getString(1));
                count += rows.getInt(2);
            }
        }
        if (rule.forbids(count, keys, more)) {
            throw new RefusalStorm("more than %d refusals from %d or more streams; the last: %s"
                    .formatted(
                            rule.limit(),
                            rule.streams(),
                            more.get(more.size() - 1).fault()));
        }
    }

    static void add(Connection connection, Place place, Collection<Quarantined> quarantined, Instant now)
            throws SQLException {
        if (quarantined.isEmpty()) {
            return;
        }
        try (var add = new RowsStatement<>(connection, ADD, quarantined)) {
            add.value(place.topicId()).value(place.partition()).value(Timestamp.from(now));
            add.uuids(Quarantined::orgId)
                    .longs(one -> one.arrival().offset())
                    .texts(one -> one.arrival().recordKey().replace('\0', '?'))
                    .texts(one -> one.fault().reason())
                    .texts(one -> one.fault().detail())
                    .uuids(QuarantineStore::device)
                    .uuids(QuarantineStore::stream)
                    .numbers(Quarantined::seq)
                    .flags(Quarantined::holdsNumber)
                    .bytes(QuarantineStore::payload)
                    .update();
        }
    }

    private static @Nullable UUID device(Quarantined one) {
        return one.arrival() instanceof Arrival.Readable record ? record.batch().deviceId() : null;
    }

    private static @Nullable UUID stream(Quarantined one) {
        return one.arrival() instanceof Arrival.Readable record ? record.batch().streamId() : null;
    }

    private static byte[] payload(Quarantined one) {
        if (one.arrival() instanceof Arrival.Refused refused) {
            return refused.content().bytes();
        }
        Long seq = one.seq();
        if (seq == null || !(one.arrival() instanceof Arrival.Readable record)) {
            throw new IllegalStateException("a readable record goes to quarantine by its numbers");
        }
        return EventJson.write(only(record.batch(), seq));
    }

    /** The batch as if it had brought this one number. */
    private static UsageBatch only(UsageBatch batch, long seq) {
        return new UsageBatch(
                batch.orgId(),
                batch.deviceId(),
                batch.streamId(),
                seq,
                seq,
                batch.receivedAt(),
                batch.sentAt(),
                batch.client(),
                batch.contentHash(),
                batch.events().stream().filter(event -> event.seq() == seq).toList(),
                batch.lost().stream().filter(lost -> lost.seq() == seq).toList(),
                List.of());
    }
}
