/** What models are called and whose a provider's figures are: the rules built in, and those that administrators add. */
@NullMarked
package dev.toktra.reconciliation.settling.naming;

import org.jspecify.annotations.NullMarked;
