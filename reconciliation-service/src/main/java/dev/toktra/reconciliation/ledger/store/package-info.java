/** What the ledger keeps, as SQL on the loop's own JDBC connection; each statement is one step of the one transaction. */
@NullMarked
package dev.toktra.reconciliation.ledger.store;

import org.jspecify.annotations.NullMarked;
