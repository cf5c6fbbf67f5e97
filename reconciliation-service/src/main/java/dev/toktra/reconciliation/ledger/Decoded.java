package dev.toktra.reconciliation.ledger;

import dev.toktra.events.EventJson;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.Fault;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record's value, read while it is polled, so that bytes and objects of many records are never in memory together. */
sealed interface Decoded {

    /** What the topic promises. */
    record Batch(UsageBatch batch) implements Decoded {}

    /** Anything else. */
    record Unreadable(byte[] bytes, String why) implements Decoded {}

    int MOST_DETAIL = 500;

    static Decoded of(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Unreadable(new byte[0], "the record has no value");
        }
        try {
            return new Batch(EventJson.read(bytes, UsageBatch.class));
        } catch (EventJson.UnreadableRecord e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new Unreadable(bytes, why.substring(0, Math.min(why.length(), MOST_DETAIL)));
        }
    }

    /** A polled record as the ledger counts it. */
    static Arrival arrival(ConsumerRecord<String, Decoded> record) {
        String key = record.key() == null ? "" : record.key();
        if (record.value() instanceof Batch decoded) {
            return new Arrival.Readable(record.offset(), key, decoded.batch(), Map.of());
        }
        Unreadable unreadable =
                record.value() instanceof Unreadable bytes ? bytes : new Unreadable(new byte[0], "no value");
        Fault fault = new Fault(Fault.UNREADABLE_RECORD, unreadable.why());
        return new Arrival.Refused(record.offset(), key, null, new Arrival.Content(unreadable.bytes(), fault));
    }
}
