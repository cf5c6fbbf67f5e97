package dev.toktra.reconciliation.ledger.counting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A row of hourly sums: an hour that is cut by the organisation's midnight has two, one for each day. */
public record HourKey(
        UUID orgId, LocalDate day, Instant hour, long identityId, String provider, String model, String application) {

    /** What stands for a model or application that the device did not see. */
    public static final String UNKNOWN = "unknown";
}
