package dev.toktra.scoring.forecasts;

/**
 * Whose usage a series is.
 *
 * @param id the provider's or model's name, the department's id; empty for the organisation
 */
public record Subject(Scope scope, String id) {}
