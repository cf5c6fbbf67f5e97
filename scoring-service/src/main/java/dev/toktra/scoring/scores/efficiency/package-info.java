/** The efficiency score as pure functions of daily sums. */
@NullMarked
package dev.toktra.scoring.scores.efficiency;

import org.jspecify.annotations.NullMarked;
