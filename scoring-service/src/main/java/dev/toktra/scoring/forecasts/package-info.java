/**
 * What an organisation, a provider, a model or a department will use in the next 30 and 90 days, with bands that were tested
 * on the past. Everything without a layer's name is plain arithmetic.
 */
@NullMarked
package dev.toktra.scoring.forecasts;

import org.jspecify.annotations.NullMarked;
