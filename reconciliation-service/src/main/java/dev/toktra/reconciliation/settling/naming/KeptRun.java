package dev.toktra.reconciliation.settling.naming;

import java.time.Instant;
import java.util.UUID;

/** A run that keeps the rules by which its range was settled. */
public record KeptRun(UUID runId, Instant asOf) {}
