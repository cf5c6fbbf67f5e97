/** What is read for a question about usage, as far as its caller may see it. Plain Java. */
@NullMarked
package dev.toktra.reconciliation.usage.view;

import org.jspecify.annotations.NullMarked;
