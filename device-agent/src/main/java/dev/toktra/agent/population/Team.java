package dev.toktra.agent.population;

import java.util.UUID;

/** A team of a department. */
public record Team(UUID unitId, String name, UUID departmentId) {}
