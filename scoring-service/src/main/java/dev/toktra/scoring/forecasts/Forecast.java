package dev.toktra.scoring.forecasts;

import java.util.List;
import java.util.Map;

/**
 * The next 90 days of one series.
 *
 * @param days the first one first
 * @param next30 their total
 * @param next90 their total
 * @param weights of the forecasters in the combination, the heaviest first; they add up to 1
 * @param mase the backtested mean absolute error in units of the history's change from week to week; NaN of a history that never
 *     changes
 * @param naiveMase seasonal naive's
 * @param coverage the share of backtested days that lay within the 80 % band
 * @param tested the longest time ahead that the backtest has seen, in days; what lies beyond is extrapolated
 */
public record Forecast(
        List<Band> days,
        Band next30,
        Band next90,
        Map<String, Double> weights,
        double mase,
        double naiveMase,
        double coverage,
        int tested) {}
