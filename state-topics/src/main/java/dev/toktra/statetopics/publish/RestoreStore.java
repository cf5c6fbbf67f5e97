package dev.toktra.statetopics.publish;

import static dev.toktra.statetopics.publish.PublisherStore.run;

import dev.toktra.statetopics.publish.StateSource.Rows;
import dev.toktra.statetopics.publish.TopicScan.Tail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What a database that was restored from an older copy does to be ahead of its topic again. */
final class RestoreStore {

    private final String topic;
    private final Rows rows;

    RestoreStore(String topic, Rows rows) {
        this.topic = topic;
        this.rows = rows;
    }

    /** The database's clock as a version: rows that are written later get a higher one. */
    Uni<Long> clock(SqlConnection connection) {
        return PublisherStore.one(connection, "select next_version(0)", Tuple.tuple(), row -> row.getLong(0));
    }

    /** Those of the topic's keys that the table lacks. */
    Uni<Set<String>> lacking(SqlConnection connection, Collection<String> keys) {
        String sql =
                "select k from unnest($1::text[]) k where not exists (select from %s t where concat_ws('|', %s) = k)"
                        .formatted(rows.table(), String.join(", ", rows.key()));
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of((Object) keys.toArray(String[]::new)))
                .map(found -> {
                    Set<String> lacking = new HashSet<>();
                    found.forEach(row -> lacking.add(row.getString(0)));
                    return lacking;
                });
    }

    /** Gives every row a version above all that the topic holds, and the marker a number above the topic's. */
    Uni<Void> overtake(SqlConnection connection, Tail tail, long highestVersion) {
        String versions = "update %s set version = greatest(next_version(version), $1)".formatted(rows.table());
        return PublisherStore.inTransaction(
                connection,
                () -> run(connection, versions, Tuple.of(highestVersion + 2))
                        .chain(() -> run(
                                connection,
                                "update publisher_marker set topic_id = $2, marker = $3 + 1, sent = $3 where topic = $1",
                                Tuple.of(topic, tail.topicId(), tail.marker()))));
    }
}
