package dev.toktra.statetopics.read;

import dev.toktra.events.EventJson;
import dev.toktra.events.EventJson.UnreadableRecord;
import dev.toktra.events.Marker;
import dev.toktra.events.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a run of records comes to: of each key the highest version behind its last tombstone.
 *
 * @param newest the states by key, deleted ones too
 * @param buried keys that had a tombstone, whether or not a state follows it
 * @param dead records that are none of the topic's states
 */
record Batch<S extends State>(SortedMap<String, Versioned<S>> newest, TreeSet<String> buried, List<Dead> dead) {

    /** A state and the partition it came from. */
    record Versioned<S extends State>(S state, int partition) {}

    /** A record that cannot be applied, and why. */
    record Dead(ConsumerRecord<String, byte[]> message, String reason) {}

    static <S extends State> Batch<S> of(Iterable<ConsumerRecord<String, byte[]>> messages, Class<S> type) {
        Batch<S> batch = new Batch<>(new TreeMap<>(), new TreeSet<>(), new ArrayList<>());
        for (ConsumerRecord<String, byte[]> message : messages) {
            batch.take(message, type);
        }
        return batch;
    }

    /** A batch in which a record is dead for a reason. */
    static <S extends State> Batch<S> refused(ConsumerRecord<String, byte[]> message, String reason) {
        return new Batch<>(new TreeMap<>(), new TreeSet<>(), List.of(new Dead(message, reason)));
    }

    private void take(ConsumerRecord<String, byte[]> message, Class<S> type) {
        String key = message.key();
        if (Marker.KEY.equals(key)) {
            return;
        }
        if (key == null) {
            dead.add(new Dead(message, "the record has no key"));
        } else if (message.value() == null) {
            newest.remove(key);
            buried.add(key);
        } else {
            read(message, type);
        }
    }

    private void read(ConsumerRecord<String, byte[]> message, Class<S> type) {
        try {
            S state = EventJson.read(message.value(), type);
            if (!state.key().equals(message.key())) {
                dead.add(new Dead(message, "the record's key is not its state's, which is " + state.key()));
                return;
            }
            newest.merge(
                    message.key(),
                    new Versioned<>(state, message.partition()),
                    (before, next) -> next.state().version() > before.state().version() ? next : before);
        } catch (UnreadableRecord e) {
            dead.add(new Dead(message, String.valueOf(e.getMessage())));
        }
    }

    /** The states of the given keys that are not deleted, in the order of keys. */
    List<S> live(Set<String> keys) {
        return newest.entrySet().stream()
                .filter(entry -> keys.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .map(Versioned::state)
                .filter(state -> !state.deleted())
                .toList();
    }

    /** Keys to remove: buried without a newer state behind, or deleted by a state of the given keys. */
    List<String> gone(Set<String> keys) {
        TreeSet<String> gone = new TreeSet<>(buried);
        gone.removeAll(newest.keySet());
        newest.forEach((key, versioned) -> {
            if (versioned.state().deleted() && keys.contains(key)) {
                gone.add(key);
            }
        });
        return List.copyOf(gone);
    }
}
