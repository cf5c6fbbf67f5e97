/** What a budget may be, how its period goes and ends, and what is still allowed: decided in plain Java. */
@NullMarked
package dev.toktra.reconciliation.budgets.rules;

import org.jspecify.annotations.NullMarked;
