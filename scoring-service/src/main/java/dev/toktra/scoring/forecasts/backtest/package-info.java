/** What the forecasters would have said in the past, how much each is worth therefore, and how far off they were. */
@NullMarked
package dev.toktra.scoring.forecasts.backtest;

import org.jspecify.annotations.NullMarked;
