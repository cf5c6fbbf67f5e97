/**
 * Settles what a provider counted against what devices counted: whose each token of a provider is, exact to the token, and
 * how final that is.
 */
@NullMarked
package dev.toktra.reconciliation.settling;

import org.jspecify.annotations.NullMarked;
