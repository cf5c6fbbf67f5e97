/** The forecasters that compete: each one is a pure function of a whole daily history, at least four weeks long. */
@NullMarked
package dev.toktra.scoring.forecasts.models;

import org.jspecify.annotations.NullMarked;
