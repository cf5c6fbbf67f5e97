package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Both equations over all of an organisation.
 *
 * @param holds whether each stream's and each hour's equation holds and both say the same of what is stored
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LedgerTotals(Numbers numbers, Transmissions transmissions, boolean holds) {

    /** Distinct numbers of all streams. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Numbers(
            long streams,
            long highestSeq,
            long stored,
            long duplicateIdentity,
            long rejected,
            long quarantined,
            long lost,
            long tombstones,
            long outstanding,
            long lostTokens) {}

    /** All that was sent, however often. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Transmissions(
            long hours,
            long received,
            long stored,
            long duplicateSeq,
            long duplicateIdentity,
            long rejected,
            long quarantined,
            long tombstones) {}
}
