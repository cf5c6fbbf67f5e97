package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records that retention removed before the ledger counted them. It stands still there until an administrator accepts.
 *
 * @param toOffset the first offset that is left
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RetentionGap(
        UUID gapId,
        UUID topicId,
        int partition,
        long fromOffset,
        long toOffset,
        Instant foundAt,
        @Nullable Instant acceptedAt,
        @Nullable String acceptedBy) {}
