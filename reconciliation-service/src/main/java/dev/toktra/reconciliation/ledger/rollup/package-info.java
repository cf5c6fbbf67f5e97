/** Sums by day, kept seconds behind the sums by hour, and what is thrown away when its time is over. */
@NullMarked
package dev.toktra.reconciliation.ledger.rollup;

import org.jspecify.annotations.NullMarked;
