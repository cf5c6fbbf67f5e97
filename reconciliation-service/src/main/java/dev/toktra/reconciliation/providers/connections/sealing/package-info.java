/** Envelope encryption: each secret under a key of its own, and that under a key that the database never holds. */
@NullMarked
package dev.toktra.reconciliation.providers.connections.sealing;

import org.jspecify.annotations.NullMarked;
