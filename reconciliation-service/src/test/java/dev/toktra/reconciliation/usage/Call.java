package dev.toktra.reconciliation.usage;

import dev.toktra.events.TokenCounts;
import java.time.Instant;

/** A call that was counted. */
record Call(Instant at, int identity, String provider, String model, String application, TokenCounts tokens) {}
