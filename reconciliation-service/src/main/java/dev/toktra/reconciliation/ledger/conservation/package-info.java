/** Shows that nothing is lost: the ledger's equations, what is in quarantine, what retention ate, what recomputing finds. */
@NullMarked
package dev.toktra.reconciliation.ledger.conservation;

import org.jspecify.annotations.NullMarked;
