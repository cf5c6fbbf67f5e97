package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what could not be counted, latest first. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record QuarantinePage(
        List<QuarantineItem> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}
