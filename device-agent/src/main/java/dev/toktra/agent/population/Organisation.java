package dev.toktra.agent.population;

import java.time.ZoneId;
import java.util.UUID;

/** Whose devices these are; a day is a day in its zone. */
public record Organisation(UUID orgId, String name, ZoneId zone, String currency) {}
