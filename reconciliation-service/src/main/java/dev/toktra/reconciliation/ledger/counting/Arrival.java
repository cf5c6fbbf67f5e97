package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageBatch;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record of the topic, at its offset. */
public sealed interface Arrival {

    long offset();

    /** The record's key, which names the stream also where the value cannot be read. */
    String recordKey();

    /** How many events the record brings, for deciding when to write. */
    int events();

    /**
     * A batch to be counted.
     *
     * @param faults the numbers that cannot be counted and why; they go to quarantine
     */
    record Readable(long offset, String recordKey, UsageBatch batch, Map<Long, Fault> faults) implements Arrival {

        public Readable {
            faults = Map.copyOf(faults);
        }

        @Override
        public int events() {
            return batch.events().size();
        }

        public Readable without(Map<Long, Fault> culprits) {
            return new Readable(offset, recordKey, batch, culprits);
        }
    }

    /** A record that goes to quarantine whole. */
    record Refused(long offset, String recordKey, @Nullable UUID orgId, Content content) implements Arrival {

        @Override
        public int events() {
            return 1;
        }
    }

    /** The bytes of a refused record and why it is refused. */
    record Content(byte[] bytes, Fault fault) {}
}
