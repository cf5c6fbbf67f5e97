package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of the ledger's equations.
 *
 * @param holds whether everything that is here holds
 * @param recomputed the last time the sums were recomputed from the single events; null before the first time
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LedgerPage(
        boolean holds,
        LedgerTotals totals,
        @Nullable Recomputed recomputed,
        List<RetentionGap> retentionGaps,
        @Schema(oneOf = {StreamLine.class, HourLine.class}) List<?> items,
        @Nullable String nextCursor,
        boolean hasMore,
        long totalCount) {}
