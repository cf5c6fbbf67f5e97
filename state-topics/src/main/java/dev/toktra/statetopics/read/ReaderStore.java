package dev.toktra.statetopics.read;

import dev.toktra.events.State;
import dev.toktra.statetopics.read.Batch.Dead;
import dev.toktra.statetopics.read.Batch.Versioned;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Positions, versions and dead letters of one reader, written together with what its table writes. */
final class ReaderStore<S extends State> {

    private final Pool worker;
    private final String topic;
    private final StateTable<S> table;
    private final ResetStore resets;

    ReaderStore(Pool worker, String topic, StateTable<S> table, ResetStore resets) {
        this.worker = worker;
        this.topic = topic;
        this.table = table;
        this.resets = resets;
    }

    /** Another replica has read on from where this one believed to be. */
    static final class PositionMoved extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PositionMoved(String topic) {
            super("another reader of " + topic + " has moved the position");
        }
    }

    /** The next offset of each partition. */
    Uni<Map<Integer, Long>> positions(Bounds bounds) {
        return worker.withTransaction(transaction -> resets.positions(transaction, bounds));
    }

    /**
     * Applies what fills the spans, exactly once.
     *
     * @throws PositionMoved where a stored position is not the span's start; nothing is written then
     */
    Uni<Void> apply(UUID topicId, List<Span> spans, Batch<S> batch) {
        return worker.withTransaction(transaction -> move(transaction, topicId, spans)
                .chain(() -> forget(transaction, batch.buried()))
                .chain(() -> newer(transaction, batch))
                .chain(newer -> nonEmpty(batch.live(newer), live -> table.replace(transaction, live))
                        .chain(() -> nonEmpty(batch.gone(newer), gone -> table.remove(transaction, gone))))
                .chain(() -> nonEmpty(batch.dead(), dead -> bury(transaction, topicId, dead)))
                .chain(() -> resets.finish(transaction, spans))
                .chain(stale -> nonEmpty(
                        stale, gone -> table.remove(transaction, gone).chain(() -> forget(transaction, gone)))));
    }

    private Uni<Void> move(SqlConnection transaction, UUID topicId, List<Span> spans) {
        return transaction
                .preparedQuery("""
                        update reader_position p set next_offset = s.until, updated_at = now()
                        from unnest($3::int[], $4::bigint[], $5::bigint[]) s(partition, start, until)
                        where p.topic = $1 and p.topic_id = $2 and p.partition = s.partition and p.next_offset = s.start
                        """)
                .execute(Tuple.of(
                        topic,
                        topicId,
                        spans.stream().map(Span::partition).toArray(Integer[]::new),
                        spans.stream().map(Span::start).toArray(Long[]::new),
                        spans.stream().map(Span::end).toArray(Long[]::new)))
                .invoke(moved -> {
                    if (moved.rowCount() != spans.size()) {
                        throw new PositionMoved(topic);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> forget(SqlConnection transaction, Collection<String> keys) {
        return nonEmpty(
                List.copyOf(keys),
                gone -> transaction
                        .preparedQuery("delete from reader_key where topic = $1 and key = any($2::text[])")
                        .execute(Tuple.of(topic, gone.toArray(String[]::new)))
                        .replaceWithVoid());
    }

    /** The keys of which the batch brings a higher version than any seen; from now on that is the highest one. */
    private Uni<Set<String>> newer(SqlConnection transaction, Batch<S> batch) {
        if (batch.newest().isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Tuple keys = Tuple.of(
                topic,
                batch.newest().keySet().toArray(String[]::new),
                batch.newest().values().stream().map(Versioned::partition).toArray(Integer[]::new),
                batch.newest().values().stream().map(v -> v.state().version()).toArray(Long[]::new));
        return transaction
                .preparedQuery(
                        "update reader_key set stale = false where topic = $1 and key = any($2::text[]) and stale")
                .execute(Tuple.of(topic, keys.getValue(1)))
                .chain(() -> transaction.preparedQuery("""
                                insert into reader_key as k (topic, key, partition, version)
                                select $1, n.key, n.partition, n.version
                                from unnest($2::text[], $3::int[], $4::bigint[]) n(key, partition, version) order by n.key
                                on conflict (topic, key)
                                    do update set version = excluded.version, partition = excluded.partition
                                    where k.version < excluded.version
                                returning key
                                """).execute(keys))
                .map(ReaderStore::strings);
    }

    private Uni<Void> bury(SqlConnection transaction, UUID topicId, List<Dead> dead) {
        return transaction
                .preparedQuery("""
                        insert into dead_letter(topic, topic_id, partition, "offset", key, value, reason)
                        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
                        """)
                .executeBatch(
                        dead.stream().map(letter -> letter(topicId, letter)).toList())
                .replaceWithVoid();
    }

    private Tuple letter(UUID topicId, Dead dead) {
        ConsumerRecord<String, byte[]> message = dead.message();
        byte[] value = message.value();
        return Tuple.of(topic, topicId, message.partition(), message.offset())
                .addValue(message.key())
                .addValue(value == null ? null : Buffer.buffer(value))
                .addValue(dead.reason());
    }

    static Set<String> strings(RowSet<Row> rows) {
        Set<String> strings = new TreeSet<>();
        rows.forEach(row -> strings.add(row.getString(0)));
        return strings;
    }

    static <T> Uni<Void> nonEmpty(List<T> items, Function<List<T>, Uni<Void>> work) {
        return items.isEmpty() ? Uni.createFrom().voidItem() : work.apply(items);
    }
}
