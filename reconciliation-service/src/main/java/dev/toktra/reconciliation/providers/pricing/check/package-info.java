/** What reconciled tokens cost by our prices, against what providers bill: a second, independent check, never added to usage. */
@NullMarked
package dev.toktra.reconciliation.providers.pricing.check;

import org.jspecify.annotations.NullMarked;
