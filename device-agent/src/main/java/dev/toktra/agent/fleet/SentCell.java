package dev.toktra.agent.fleet;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged for one person, account, device, provider and model on one day.
 *
 * @param userId the person by the directory's rule (the account's, else the device's), or {@code unknown}
 * @param account as the events spelled it
 * @param dayUtc the day in UTC
 * @param dayOrg the day in the organisation's zone
 */
public record SentCell(
        String userId,
        @Nullable String account,
        UUID deviceId,
        String provider,
        @Nullable String model,
        LocalDate dayUtc,
        LocalDate dayOrg,
        Sums sums) {}
