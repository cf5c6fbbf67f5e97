package dev.toktra.reconciliation.settling.naming.models;

import java.time.Instant;
import java.util.UUID;

/** An administrator's rule for names of models. */
record AliasRow(UUID aliasId, String provider, String pattern, String canonical, long version, Instant updatedAt) {}
