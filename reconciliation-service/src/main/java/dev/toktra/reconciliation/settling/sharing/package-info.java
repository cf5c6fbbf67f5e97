/** Shares out what a provider counted of a model in an hour, exact to the token: to whom, by what right, and what is nobody's. */
@NullMarked
package dev.toktra.reconciliation.settling.sharing;

import org.jspecify.annotations.NullMarked;
