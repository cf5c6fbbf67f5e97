package dev.toktra.reconciliation.ledger.counting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A row of hourly sums: an hour that is cut by the organisation's midnight has two, one for each day.
 *
 * @param tokenSource where the device's token counts come from
 * @param client name and version of the program that sent them
 */
public record HourKey(
        UUID orgId,
        LocalDate day,
        Instant hour,
        long identityId,
        String provider,
        String model,
        String application,
        String tokenSource,
        String client) {

    /** What stands for a model, application or client that is not known. */
    public static final String UNKNOWN = "unknown";
}
