/** The list of prices: read from files at the start, kept in a table, shown. */
@NullMarked
package dev.toktra.reconciliation.providers.pricing.table;

import org.jspecify.annotations.NullMarked;
