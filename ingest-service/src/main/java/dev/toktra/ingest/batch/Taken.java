package dev.toktra.ingest.batch;

import dev.toktra.events.UsageBatch;
import java.util.List;

/**
 * What became of a sent batch.
 *
 * @param batch the record for the queue, which knows the numbers of refused events
 * @param refused the refused events with their reasons, for the sender
 */
public record Taken(UsageBatch batch, List<Refused> refused) {

    /** A refused event. */
    public record Refused(long seq, Refusal refusal) {}

    public Taken {
        refused = List.copyOf(refused);
    }
}
