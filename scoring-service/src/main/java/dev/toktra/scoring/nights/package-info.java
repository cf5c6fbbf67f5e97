/** The nightly computation of each organisation's results: when it is due, what it has done, how it goes on after a stop. */
@NullMarked
package dev.toktra.scoring.nights;

import org.jspecify.annotations.NullMarked;
