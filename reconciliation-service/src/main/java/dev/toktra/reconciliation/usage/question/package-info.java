/** What may be asked of usage: the days, what to group by, which usage, and where a list goes on. Plain Java. */
@NullMarked
package dev.toktra.reconciliation.usage.question;

import org.jspecify.annotations.NullMarked;
