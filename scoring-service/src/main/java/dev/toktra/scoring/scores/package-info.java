/** How efficiently people use AI: the score of each person by night, why it is so, and the medians of their units. */
@NullMarked
package dev.toktra.scoring.scores;

import org.jspecify.annotations.NullMarked;
