package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageBatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An hour of arrival, over which transmissions of an organisation are counted per partition. */
public record LedgerHour(UUID orgId, Instant hour) {

    static LedgerHour of(UsageBatch batch) {
        return new LedgerHour(batch.orgId(), batch.receivedAt().truncatedTo(ChronoUnit.HOURS));
    }
}
