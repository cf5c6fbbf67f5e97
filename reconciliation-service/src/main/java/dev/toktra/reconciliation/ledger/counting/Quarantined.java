package dev.toktra.reconciliation.ledger.counting;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number, or a whole record, that could not be counted.
 *
 * @param holdsNumber whether the number counts as quarantined in its stream, so that a replay frees it
 */
public record Quarantined(
        Arrival arrival, @Nullable UUID orgId, @Nullable Long seq, boolean holdsNumber, Fault fault) {}
