package dev.toktra.scoring.forecasts.models;

/** A way to go on with a daily series. */
public interface Model {

    /** As answers show it: {@code seasonal_naive}. */
    String name();

    /**
     * The days after the history, first day first; they may be negative, which the caller clips.
     *
     * @param history oldest first, without gaps, at least two weeks
     */
    double[] ahead(double[] history, int days);
}
