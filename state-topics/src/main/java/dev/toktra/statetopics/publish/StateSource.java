package dev.toktra.statetopics.publish;

import dev.toktra.events.State;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.function.Function;

/**
 * A table whose rows are published. Beside what its states need, the table has {@code version bigint} (raised with every
 * change by {@code next_version(version)}), {@code published_version bigint default 0} (the publisher's own) and
 * {@code deleted boolean}; an index {@code on (version) where published_version < version} keeps the sweep cheap. Nobody
 * else deletes its rows: a thing that is gone is {@code deleted}, and the publisher removes the row with its tombstone.
 */
public final class StateSource<S extends State> {

    private final String topic;
    private final Class<S> type;
    private final Function<Row, S> state;
    private final Rows rows;

    /** Which rows: {@code columns} of {@code table}, whose alias is {@code t}; {@code key} joined by | is the state's key. */
    record Rows(String table, List<String> key, String columns) {}

    private StateSource(String topic, Class<S> type, Function<Row, S> state, Rows rows) {
        this.topic = topic;
        this.type = type;
        this.state = state;
        this.rows = rows;
    }

    /** What is published to a topic; {@code state} makes the state of a row, with the row's version and deletion. */
    public static <S extends State> StateSource<S> of(String topic, Class<S> type, Function<Row, S> state) {
        return new StateSource<>(topic, type, state, new Rows("", List.of(), "t.*"));
    }

    /** The table, and the columns that, joined by {@code |}, are {@link State#key()}: uuid, text or date. */
    public StateSource<S> table(String table, String... key) {
        return new StateSource<>(topic, type, state, new Rows(table, List.of(key), rows.columns()));
    }

    /** What is selected instead of {@code t.*}; the key's columns must be in it. */
    public StateSource<S> columns(String columns) {
        return new StateSource<>(topic, type, state, new Rows(rows.table(), rows.key(), columns));
    }

    String topic() {
        return topic;
    }

    Class<S> type() {
        return type;
    }

    Function<Row, S> state() {
        return state;
    }

    Rows rows() {
        if (rows.table().isEmpty() || rows.key().isEmpty()) {
            throw new IllegalStateException("the source of " + topic + " needs a table and its key columns");
        }
        return rows;
    }
}
