package dev.toktra.reconciliation.settling;

import java.time.Instant;

/** A model, by its canonical name, in an hour. */
record CellKey(Instant hour, String model) {}
