package dev.toktra.scoring.forecasts;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * A subject's tokens by day, from its first day to the last one that counts.
 *
 * @param tokens the best counts; 0 on a day without usage
 * @param settled how much of them providers have counted
 */
public record History(LocalDate first, double[] tokens, double[] settled) {

    /** A day is settled when providers have counted at least this share of it; what is missing are calibrated estimates. */
    static final double SETTLED = 0.5;

    int days() {
        return tokens.length;
    }

    LocalDate last() {
        return first.plusDays(tokens.length - 1L);
    }

    /** Days whose count is the providers', most of it at least; a day without usage is one. */
    int settledDays() {
        int days = 0;
        for (int i = 0; i < tokens.length; i++) {
            days += settled[i] >= SETTLED * tokens[i] ? 1 : 0;
        }
        return days;
    }

    /** Days of which any part is an estimate. */
    int filledDays() {
        int days = 0;
        for (int i = 0; i < tokens.length; i++) {
            days += settled[i] < tokens[i] ? 1 : 0;
        }
        return days;
    }

    /** Whether there is enough to forecast from. */
    boolean suffices() {
        return settledDays() >= Forecaster.LEAST_DAYS;
    }

    /** The tokens of so many days, which end so many days before the last; NaN where the history does not reach so far back. */
    double total(int days, int before) {
        int to = tokens.length - before;
        return to < days ? Double.NaN : Arrays.stream(tokens, to - days, to).sum();
    }
}
