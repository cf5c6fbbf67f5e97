package dev.toktra.scoring.forecasts;

import java.util.Optional;

/**
 * All that a night finds out about a subject.
 *
 * @param forecast empty where the history does not suffice
 * @param trend what the history of tonight says; empty where it is too short
 */
public record Outlook(
        Subject subject, History history, Optional<Forecast> forecast, Optional<TrendClass> trend, Drivers drivers) {}
