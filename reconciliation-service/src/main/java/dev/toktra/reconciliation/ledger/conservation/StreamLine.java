package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.ledger.counting.SeqRange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The equation of one stream, in distinct numbers: {@code highest_seq = stored + duplicate_identity + rejected +
 * quarantined + lost + tombstones + outstanding}.
 *
 * @param outstanding numbers below the highest that never arrived
 * @param duplicateSeq how often a known number came again; no part of the equation
 * @param gaps the lowest of the outstanding numbers, as ranges
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StreamLine(
        UUID deviceId,
        UUID streamId,
        long highestSeq,
        long stored,
        long duplicateIdentity,
        long rejected,
        long quarantined,
        long lost,
        long tombstones,
        long outstanding,
        long duplicateSeq,
        long lostTokens,
        Instant lastHeardAt,
        List<Gap> gaps,
        boolean holds) {

    /** Numbers that are missing, both ends inclusive. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Gap(long fromSeq, long toSeq) {

        static Gap of(SeqRange range) {
            return new Gap(range.first(), range.last());
        }
    }
}
