package dev.toktra.statetopics.publish;

import dev.toktra.events.EventJson;
import dev.toktra.events.Marker;
import dev.toktra.events.State;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rows that are sent together.
 *
 * @param marker the number that was committed in the transaction that read the rows
 */
record Chunk<S extends State>(long marker, List<Taken<S>> rows) {

    /** A row to send; {@code key} are its key columns' values. */
    record Taken<S extends State>(S state, List<Object> key) {

        /** The key columns' values after some others, as a statement's parameters. */
        Tuple keyAfter(Object... first) {
            List<Object> values = new ArrayList<>(List.of(first));
            values.addAll(key);
            return Tuple.tuple(values);
        }
    }

    /**
     * The chunk's records: its marker for each partition, then the states, so that whatever partition a state is in, a
     * marker that its database had committed stands before it.
     */
    List<ProducerRecord<String, byte[]>> records(String topicOnTheWire, int partitions) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(partitions + rows.size());
        byte[] mark = EventJson.write(new Marker(marker));
        for (int partition = 0; partition < partitions; partition++) {
            records.add(new ProducerRecord<>(topicOnTheWire, partition, Marker.KEY, mark));
        }
        for (Taken<S> row : rows) {
            S state = row.state();
            records.add(new ProducerRecord<>(topicOnTheWire, state.key(), EventJson.write(state)));
        }
        return records;
    }

    /** The chunk without the rows of some keys. */
    Chunk<S> without(Set<String> keys) {
        return keys.isEmpty()
                ? this
                : new Chunk<>(
                        marker,
                        rows.stream()
                                .filter(row -> !keys.contains(row.state().key()))
                                .toList());
    }

    String[] keys(boolean deleted) {
        return rows.stream()
                .map(Taken::state)
                .filter(state -> state.deleted() == deleted)
                .map(State::key)
                .toArray(String[]::new);
    }
}
