package dev.toktra.events;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that one person used on one day of the organisation; a reader replaces the person-day by it.
 *
 * @param userId a person's id, or {@link #UNKNOWN} or {@link #UNATTRIBUTED}
 * @param zone the zone whose calendar makes the day
 */
public record DailyUsage(
        UUID orgId, LocalDate day, String userId, long version, boolean deleted, ZoneId zone, List<Row> rows)
        implements State {

    /** Usage of identities that the directory does not know. */
    public static final String UNKNOWN = "unknown";

    /** What a provider counted and nobody could be named for. */
    public static final String UNATTRIBUTED = "unattributed";

    /** How settled a row's figures are. */
    public enum Settlement {
        ESTIMATED,
        PROVISIONAL,
        RECONCILED,
        RESTATED
    }

    /** Estimates corrected by calibration, with the bounds of their 80 % interval, in tokens. */
    public record Calibrated(TokenCounts tokens, long low, long high) {}

    /** A provider's count; a bucket that the provider does not report is null, never 0. */
    public record Reconciled(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long freshInput,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite,
            @Nullable Long reasoning) {}

    /**
     * The day's usage of one combination of dimensions, as far as it is settled or as far as it is not: these are rows of
     * their own. The best count of a row is the reconciled one where it is there, else the calibrated, else the estimated.
     *
     * @param smallRequests requests under 2,000 input and 500 output tokens
     * @param wasted tokens of failed or retried requests
     * @param calibrated null until calibration has data
     * @param reconciled null of what is not settled
     * @param estimatedCost in USD; null while no price is known
     */
    public record Row(
            @Nullable UUID departmentId,
            @Nullable UUID teamId,
            String provider,
            String model,
            String application,
            Settlement status,
            long requests,
            long failedRequests,
            long retriedRequests,
            long smallRequests,
            TokenCounts wasted,
            Outcome outcomes,
            TokenCounts estimated,
            @Nullable Calibrated calibrated,
            @Nullable Reconciled reconciled,
            @Nullable BigDecimal estimatedCost,
            @Nullable BigDecimal reconciledCost) {}

    public DailyUsage {
        Laws.present(orgId, "org_id");
        Laws.present(day, "day");
        Laws.law(!Laws.present(userId, "user_id").isBlank(), "user_id must not be blank");
        Laws.law(version >= 1, "version starts at 1");
        Laws.present(zone, "zone");
        rows = List.copyOf(Laws.present(rows, "rows"));
        Laws.law(!deleted || rows.isEmpty(), "a vanished person-day has no rows");
    }

    @Override
    public String key() {
        return orgId + "|" + day + "|" + userId;
    }

    @Override
    public DailyUsage erased(long lastVersion) {
        return new DailyUsage(orgId, day, userId, lastVersion, true, zone, List.of());
    }
}
