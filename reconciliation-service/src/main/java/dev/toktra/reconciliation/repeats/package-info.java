/** Requests that are sent again because their answer was lost: done once, answered each time. */
@NullMarked
package dev.toktra.reconciliation.repeats;

import org.jspecify.annotations.NullMarked;
