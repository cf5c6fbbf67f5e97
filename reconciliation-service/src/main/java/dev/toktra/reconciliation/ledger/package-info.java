/** From the topic of batches to counted rows: one transaction moves position, numbers seen, events and sums together. */
@NullMarked
package dev.toktra.reconciliation.ledger;

import org.jspecify.annotations.NullMarked;
