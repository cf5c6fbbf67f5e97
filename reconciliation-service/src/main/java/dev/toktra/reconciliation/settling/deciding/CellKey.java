package dev.toktra.reconciliation.settling.deciding;

import java.time.Instant;

/** A model, by its canonical name, in an hour. */
public record CellKey(Instant hour, String model) {}
