package dev.toktra.reconciliation.ledger.conservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What recomputing all sums of some days, first and last included, from the single events found.
 *
 * @param hourlyDifferences rows of hours that are not what the events say
 * @param dailyDifferences rows of days that are not what the hours say
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Recomputed(
        Instant checkedAt, LocalDate fromDay, LocalDate untilDay, long hourlyDifferences, long dailyDifferences) {

    /** Whether the sums are what the events say. */
    public boolean holds() {
        return hourlyDifferences == 0 && dailyDifferences == 0;
    }
}
