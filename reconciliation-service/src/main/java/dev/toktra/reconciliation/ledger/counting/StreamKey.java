package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageBatch;
import java.util.UUID;

/** A stream: numbers count per device and stream, so that nobody can use up another's. */
public record StreamKey(UUID deviceId, UUID streamId) {

    public static StreamKey of(UsageBatch batch) {
        return new StreamKey(batch.deviceId(), batch.streamId());
    }
}
