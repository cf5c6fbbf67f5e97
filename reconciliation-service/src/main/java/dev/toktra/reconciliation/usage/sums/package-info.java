/** Sums by day of what answers are summed of, kept seconds behind it: where they are behind, answers read the rows themselves. */
@NullMarked
package dev.toktra.reconciliation.usage.sums;

import org.jspecify.annotations.NullMarked;
