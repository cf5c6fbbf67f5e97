/** How good the forecasts are on series that are known to the end. */
@NullMarked
package dev.toktra.benchmarks.forecasts;

import org.jspecify.annotations.NullMarked;
