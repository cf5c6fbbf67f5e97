/** What of a question its caller may see: decided from their roles and from what the directory says. Plain Java. */
@NullMarked
package dev.toktra.reconciliation.usage.view;

import org.jspecify.annotations.NullMarked;
