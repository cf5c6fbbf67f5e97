/**
 * The fleet: an organisation's devices played through the real ingest. The history comes from a deterministic timeline
 * with a saved position per stream, live events go through real spools; the sender's ledger adds up what was answered
 * with 2xx, so that the service's answers can be compared to the token.
 */
@NullMarked
package dev.toktra.agent.fleet;

import org.jspecify.annotations.NullMarked;
