package dev.toktra.statetopics.read;

import dev.toktra.statetopics.read.Bounds.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where reading begins: at the stored position, or again at the beginning where that position means nothing any more.
 * Keys that are not met again until the end that the log had then are things that went while nobody read.
 */
final class ResetStore {

    private static final Logger LOG = Logger.getLogger(ResetStore.class);

    private final String topic;
    private final Duration deletionsKept;

    /** For a topic of which readers that are away for less than a time learn all deletions. */
    ResetStore(String topic, Duration deletionsKept) {
        this.topic = topic;
        this.deletionsKept = deletionsKept;
    }

    /** The next offset of each partition. */
    Uni<Map<Integer, Long>> positions(SqlConnection transaction, Bounds bounds) {
        Integer[] partitions = bounds.beginnings().keySet().stream().sorted().toArray(Integer[]::new);
        Long[] beginnings = List.of(partitions).stream().map(bounds::beginning).toArray(Long[]::new);
        return transaction
                .preparedQuery("""
                        insert into reader_position(topic, partition, topic_id, next_offset)
                        select $1, p.partition, $2, p.beginning from unnest($3::int[], $4::bigint[]) p(partition, beginning)
                        order by p.partition on conflict do nothing
                        """)
                .execute(Tuple.of(topic, bounds.topicId(), partitions, beginnings))
                .chain(() -> transaction.preparedQuery("""
                                select partition, topic_id, next_offset,
                                    updated_at < now() - $2 * interval '1 millisecond' as old
                                from reader_position where topic = $1 order by partition for update
                                """).execute(Tuple.of(topic, deletionsKept.toMillis())))
                .chain(rows -> valid(transaction, bounds, rows));
    }

    /** The keys of partitions that have been read again to the end and did not show them. */
    Uni<List<String>> finish(SqlConnection transaction, List<Span> spans) {
        return transaction
                .preparedQuery("""
                        update reader_position set reset_until = null
                        where topic = $1 and partition = any($2::int[]) and next_offset >= reset_until returning partition
                        """)
                .execute(Tuple.of(topic, spans.stream().map(Span::partition).toArray(Integer[]::new)))
                .chain(rows -> rows.rowCount() == 0 ? Uni.createFrom().item(List.of()) : stale(transaction, rows));
    }

    private Uni<List<String>> stale(SqlConnection transaction, RowSet<Row> partitions) {
        List<Integer> finished = new ArrayList<>();
        partitions.forEach(row -> finished.add(row.getInteger(0)));
        return transaction
                .preparedQuery("select key from reader_key where topic = $1 and stale and partition = any($2::int[])")
                .execute(Tuple.of(topic, finished.toArray(Integer[]::new)))
                .map(rows -> List.copyOf(ReaderStore.strings(rows)));
    }

    private Uni<Map<Integer, Long>> valid(SqlConnection transaction, Bounds bounds, RowSet<Row> rows) {
        Map<Integer, Long> positions = new HashMap<>();
        Uni<Void> resets = Uni.createFrom().voidItem();
        for (Row row : rows) {
            int partition = row.getInteger(0);
            if (!bounds.beginnings().containsKey(partition)) {
                continue;
            }
            Position position = new Position(row.getUUID(1), row.getLong(2), row.getBoolean(3));
            Optional<String> why = bounds.whyAgain(partition, position);
            positions.put(partition, why.isPresent() ? bounds.beginning(partition) : position.nextOffset());
            if (why.isPresent()) {
                LOG.warnf("Partition %d of %s is read again from its beginning: %s.", partition, topic, why.get());
                resets = resets.chain(() -> reset(transaction, bounds, partition));
            }
        }
        return resets.replaceWith(positions);
    }

    /** An empty log says nothing about what has gone: its keys stay. */
    private Uni<Void> reset(SqlConnection transaction, Bounds bounds, int partition) {
        long beginning = bounds.beginning(partition);
        long end = bounds.end(partition);
        return transaction
                .preparedQuery("""
                        update reader_position set topic_id = $3, next_offset = $4, reset_until = $5, updated_at = now()
                        where topic = $1 and partition = $2
                        """)
                .execute(Tuple.of(topic, partition, bounds.topicId(), beginning).addValue(end > beginning ? end : null))
                .chain(() -> transaction
                        .preparedQuery("update reader_key set stale = true where topic = $1 and partition = $2")
                        .execute(Tuple.of(topic, partition)))
                .replaceWithVoid();
    }
}
