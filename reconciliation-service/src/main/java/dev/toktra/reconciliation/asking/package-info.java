/**
 * What requests ask, where several addresses ask it alike: days, whose usage, which page, which version of a thing; and how much
 * of it the caller may see.
 */
@NullMarked
package dev.toktra.reconciliation.asking;

import org.jspecify.annotations.NullMarked;
