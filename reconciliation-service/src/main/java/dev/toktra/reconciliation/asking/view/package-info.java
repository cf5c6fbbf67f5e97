/** Whose usage is asked for and what of it the caller may see: decided from roles and from what the directory says. Plain Java. */
@NullMarked
package dev.toktra.reconciliation.asking.view;

import org.jspecify.annotations.NullMarked;
