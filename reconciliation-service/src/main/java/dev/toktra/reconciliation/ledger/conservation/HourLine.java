package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;

/**
 * The equation of one partition and hour of arrival, in transmissions: {@code received = stored + duplicate_seq +
 * duplicate_identity + rejected + quarantined + tombstones}.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record HourLine(
        UUID topicId,
        int partition,
        Instant hour,
        long received,
        long stored,
        long duplicateSeq,
        long duplicateIdentity,
        long rejected,
        long quarantined,
        long tombstones,
        boolean holds) {}
