/**
 * Says why a provider's count differs from what devices saw: causes that sum to the difference, to the token.
 */
@NullMarked
package dev.toktra.reconciliation.settling.variance;

import org.jspecify.annotations.NullMarked;
