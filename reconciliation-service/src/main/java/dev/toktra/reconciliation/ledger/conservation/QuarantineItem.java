package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be counted.
 *
 * @param seq its number; null for a whole record
 * @param outcome what its replay came to; null before
 * @param payload what arrived; null where it cannot be read
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record QuarantineItem(
        UUID quarantineId,
        String reason,
        String detail,
        @Nullable UUID deviceId,
        @Nullable UUID streamId,
        @Nullable Long seq,
        int partition,
        long recordOffset,
        Instant quarantinedAt,
        @Nullable Instant replayedAt,
        @Nullable String outcome,

        @JsonRawValue @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @Nullable
        String payload) {}
