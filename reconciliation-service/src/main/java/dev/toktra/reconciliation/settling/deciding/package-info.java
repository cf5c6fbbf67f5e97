/** Decides a provider's day: how final each hour is, where figures and estimates belong, and on which day of the organisation. */
@NullMarked
package dev.toktra.reconciliation.settling.deciding;

import org.jspecify.annotations.NullMarked;
