/** What tokens of providers cost, by model, service tier and day. */
@NullMarked
package dev.toktra.reconciliation.providers.pricing;

import org.jspecify.annotations.NullMarked;
