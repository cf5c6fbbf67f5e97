/**
 * Shows both counts, how settled they are, why they differ and by how much estimates are off.
 */
@NullMarked
package dev.toktra.reconciliation.settling.answers;

import org.jspecify.annotations.NullMarked;
