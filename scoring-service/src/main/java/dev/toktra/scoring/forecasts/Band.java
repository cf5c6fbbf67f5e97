package dev.toktra.scoring.forecasts;

/**
 * Where the truth is expected to lie: within 80 and within 95 of 100 cases.
 *
 * @param value the forecast itself
 */
public record Band(double value, double low80, double high80, double low95, double high95) {

    /** A band of what cannot be negative, from distances to a value; it contains the value, and the wider one the narrower. */
    static Band around(double value, double[] distances) {
        double low80 = Math.max(0, value + Math.min(0, distances[1]));
        double high80 = value + Math.max(0, distances[2]);
        return new Band(
                value,
                low80,
                high80,
                Math.min(low80, Math.max(0, value + distances[0])),
                Math.max(high80, value + distances[3]));
    }
}
