package dev.toktra.agent.population;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A department.
 *
 * @param parentId the department above it, null at the top
 */
public record Department(UUID unitId, String name, @Nullable UUID parentId) {}
