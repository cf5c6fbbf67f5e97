package dev.toktra.statetopics.publish;

import dev.toktra.events.State;
import dev.toktra.statetopics.publish.Chunk.Taken;
import dev.toktra.statetopics.publish.Comparison.Own;
import dev.toktra.statetopics.publish.TopicScan.Tail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** A published table and the publisher's own tables; every statement runs on the connection that holds the sweep's lock. */
final class PublisherStore<S extends State> {

    private static final Logger LOG = Logger.getLogger(PublisherStore.class);

    private final StateSource<S> source;
    private final String topic;
    private final String table;
    private final List<String> key;

    PublisherStore(StateSource<S> source) {
        this.source = source;
        this.topic = source.topic();
        this.table = source.rows().table();
        this.key = source.rows().key();
    }

    /** Whether this connection is now the topic's only sweeper; it stays so until it unlocks or ends. */
    Uni<Boolean> tryLock(SqlConnection connection) {
        return one(
                connection,
                "select pg_try_advisory_lock(hashtextextended(current_schema() || '/' || $1, 0))",
                Tuple.of(topic),
                row -> row.getBoolean(0));
    }

    Uni<Void> unlock(SqlConnection connection) {
        return run(
                connection,
                "select pg_advisory_unlock(hashtextextended(current_schema() || '/' || $1, 0))",
                Tuple.of(topic));
    }

    /** How many rows are newer than what is published. */
    Uni<Long> waiting(SqlConnection connection) {
        return one(
                connection,
                "select count(*) from %s where published_version < version".formatted(table),
                Tuple.tuple(),
                row -> row.getLong(0));
    }

    Uni<Own> own(SqlConnection connection) {
        return connection
                .preparedQuery("select topic_id, marker, sent from publisher_marker where topic = $1")
                .execute(Tuple.of(topic))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next() : null)
                .map(row -> row == null ? Own.NONE : new Own(row.getUUID(0), row.getLong(1), row.getLong(2)));
    }

    /** Takes note of the topic, before anything is published to it. */
    Uni<Void> begin(SqlConnection connection, Tail tail) {
        return run(
                connection,
                "insert into publisher_marker(topic, topic_id, marker, sent) values ($1, $2, 0, 0) on conflict do"
                        + " nothing",
                Tuple.of(topic, tail.topicId()));
    }

    /** Commits the next marker together with the look at the rows that go out under it. */
    Uni<Chunk<S>> take(SqlConnection connection, int limit) {
        String select = "select %s from %s t where t.published_version < t.version order by t.version limit $1"
                .formatted(source.rows().columns(), table);
        return inTransaction(
                connection,
                () -> connection
                        .preparedQuery(select)
                        .execute(Tuple.of(limit))
                        .map(this::readable)
                        .chain(rows -> rows.isEmpty()
                                ? Uni.createFrom().item(new Chunk<>(0, rows))
                                : nextMarker(connection).map(marker -> new Chunk<>(marker, rows))));
    }

    /** Notes what Kafka has acknowledged; a row that was changed meanwhile stays newer than published. */
    Uni<Void> sent(SqlConnection connection, Chunk<S> chunk, Duration tombstoneAfter) {
        List<Tuple> marks = chunk.rows().stream()
                .map(row -> row.keyAfter(row.state().version()))
                .toList();
        return inTransaction(
                connection,
                () -> batch(connection, update("published_version = $1", 2), marks)
                        .chain(() -> deletions(connection, chunk, tombstoneAfter))
                        .chain(() -> run(
                                connection,
                                "update publisher_marker set sent = $2 where topic = $1",
                                Tuple.of(topic, chunk.marker()))));
    }

    /** Has rows sent again whatever was noted of them. */
    Uni<Void> again(SqlConnection connection, List<Taken<S>> rows) {
        return batch(
                connection,
                update("published_version = 0", 1),
                rows.stream().map(row -> row.keyAfter()).toList());
    }

    /** Has all rows sent again as they are: the topic lost them. */
    Uni<Void> allAgain(SqlConnection connection, Tail tail) {
        return inTransaction(
                connection,
                () -> run(connection, "update %s set published_version = 0".formatted(table), Tuple.tuple())
                        .chain(() -> run(
                                connection,
                                "update publisher_marker set topic_id = $2, sent = $3 where topic = $1",
                                Tuple.of(topic, tail.topicId(), tail.marker()))));
    }

    private Uni<Void> deletions(SqlConnection connection, Chunk<S> chunk, Duration tombstoneAfter) {
        return run(
                        connection,
                        "delete from publisher_tombstone where topic = $1 and key = any($2)",
                        Tuple.of(topic, chunk.keys(false)))
                .chain(() -> new TombstoneStore(topic).plan(connection, chunk.keys(true), tombstoneAfter));
    }

    private Uni<Long> nextMarker(SqlConnection connection) {
        return one(
                connection,
                "update publisher_marker set marker = marker + 1 where topic = $1 returning marker",
                Tuple.of(topic),
                row -> row.getLong(0));
    }

    private List<Taken<S>> readable(RowSet<Row> rows) {
        List<Taken<S>> taken = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<Object> values = key.stream().map(row::getValue).toList();
            String expected =
                    String.join("|", values.stream().map(String::valueOf).toList());
            try {
                S state = source.state().apply(row);
                if (!state.key().equals(expected)) {
                    throw new IllegalArgumentException("its state's key is " + state.key());
                }
                taken.add(new Taken<>(state, values));
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "Row %s of %s cannot be published to %s and waits. Correct the row.",
                        expected,
                        table,
                        topic);
            }
        }
        return taken;
    }

    private String update(String what, int firstKeyParameter) {
        String where = String.join(
                " and ",
                IntStream.range(0, key.size())
                        .mapToObj(i -> "%s = $%d".formatted(key.get(i), firstKeyParameter + i))
                        .toList());
        return "update %s set %s where %s".formatted(table, what, where);
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    static Uni<Void> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).replaceWithVoid();
    }

    /** The value of a statement that always answers with one row. */
    static <T> Uni<T> one(SqlConnection connection, String sql, Tuple parameters, Function<Row, T> value) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> value.apply(rows.iterator().next()));
    }

    static <T> Uni<T> inTransaction(SqlConnection connection, Supplier<Uni<? extends T>> work) {
        return connection
                .begin()
                .chain(transaction -> Uni.createFrom()
                        .deferred(work)
                        .call(transaction::commit)
                        .onFailure()
                        .call(transaction::rollback));
    }
}
