package dev.toktra.reconciliation.ledger.counting;

import java.time.Instant;
import java.util.UUID;

/** A row of calls that two paths reported, by the model that the second named. */
public record DuplicateHour(UUID orgId, Instant hour, String provider, String model) {}
