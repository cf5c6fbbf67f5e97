/**
 * Budgets: what an organisation, a department or a person may spend in a period. What is spent follows the best figures
 * that there are, and says which part of them is settled; a job keeps how each budget stands, requests and other services
 * read that.
 */
@NullMarked
package dev.toktra.reconciliation.budgets;

import org.jspecify.annotations.NullMarked;
