package dev.toktra.agent.population;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine with an agent.
 *
 * @param ownerId the person it is assigned to, null for a machine of nobody
 */
public record Device(
        UUID deviceId, String hostname, @Nullable UUID ownerId) {}
