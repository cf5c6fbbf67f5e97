package dev.toktra.scoring.nights;

import java.util.UUID;

/**
 * A run that this replica works on.
 *
 * @param fence above that of whoever had it before
 */
record Claim(UUID runId, Night night, long fence) {}
