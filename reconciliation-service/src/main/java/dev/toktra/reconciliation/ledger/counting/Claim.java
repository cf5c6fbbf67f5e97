package dev.toktra.reconciliation.ledger.counting;

import java.util.UUID;

/** A call's own identity, of which one event counts, whichever path reported it first. */
public record Claim(UUID orgId, String identity) {}
