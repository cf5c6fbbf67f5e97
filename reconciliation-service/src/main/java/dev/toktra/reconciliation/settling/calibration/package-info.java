/**
 * Learns by how much devices' estimates are off, from calls that the provider counted too, and says how sure that is.
 */
@NullMarked
package dev.toktra.reconciliation.settling.calibration;

import org.jspecify.annotations.NullMarked;
