package dev.toktra.benchmarks.forecasts;

/**
 * A daily series that is known to its end.
 *
 * @param values oldest first; NaN where a day is missing
 */
public record Series(String id, double[] values) {}
