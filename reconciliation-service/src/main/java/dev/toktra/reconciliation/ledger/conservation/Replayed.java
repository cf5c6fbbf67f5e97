package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/**
 * What a replay came to, whenever it was made.
 *
 * @param outcome {@code stored}, {@code duplicate-seq}, {@code duplicate-identity}, {@code tombstone} and the like
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Replayed(UUID quarantineId, String outcome) {}
