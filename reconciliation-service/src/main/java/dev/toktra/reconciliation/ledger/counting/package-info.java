/** What the ledger decides, as plain Java: which numbers are new, what each element counts as, what is summed. */
@NullMarked
package dev.toktra.reconciliation.ledger.counting;

import org.jspecify.annotations.NullMarked;
