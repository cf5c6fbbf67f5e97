package dev.toktra.statetopics.publish;

import static dev.toktra.statetopics.publish.PublisherStore.run;

import dev.toktra.statetopics.publish.StateSource.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which keys get a Kafka tombstone, and when. */
final class TombstoneStore {

    private final String topic;

    TombstoneStore(String topic) {
        this.topic = topic;
    }

    /** Plans the tombstones of keys whose deletion Kafka has acknowledged. */
    Uni<Void> plan(SqlConnection connection, String[] keys, Duration after) {
        return run(connection, """
                insert into publisher_tombstone(topic, key, due_at)
                select $1, key, now() + $3 * interval '1 millisecond' from unnest($2::text[]) key order by key
                on conflict (topic, key) do update set due_at = excluded.due_at
                """, Tuple.of(topic, keys, after.toMillis()));
    }

    Uni<List<String>> due(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(
                        "select key from publisher_tombstone where topic = $1 and due_at <= now() order by due_at"
                                + " limit $2")
                .execute(Tuple.of(topic, limit))
                .map(rows -> {
                    List<String> keys = new ArrayList<>(rows.size());
                    rows.forEach(row -> keys.add(row.getString(0)));
                    return keys;
                });
    }

    /** Forgets keys whose tombstone Kafka has acknowledged, and with them the deleted rows. */
    Uni<Void> sent(SqlConnection connection, List<String> keys, Rows rows) {
        String[] gone = keys.toArray(String[]::new);
        String delete =
                "delete from %s where deleted and published_version = version and concat_ws('|', %s) = any($1::text[])"
                        .formatted(rows.table(), String.join(", ", rows.key()));
        return PublisherStore.inTransaction(
                connection,
                () -> run(connection, delete, Tuple.of((Object) gone))
                        .chain(() -> run(
                                connection,
                                "delete from publisher_tombstone where topic = $1 and key = any($2::text[])",
                                Tuple.of(topic, gone))));
    }
}
