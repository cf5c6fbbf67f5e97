/** What is read when, and what a read means for what is known: plain Java. */
@NullMarked
package dev.toktra.reconciliation.providers.polling.deciding;

import org.jspecify.annotations.NullMarked;
