package dev.toktra.agent.event;

import org.jspecify.annotations.Nullable;

/**
 * What was called by which program.
 *
 * @param model null where the agent saw only the connection
 * @param application the calling program, null where it is not known
 * @param endpoint the called path without query
 */
public record CalledModel(
        String provider,
        @Nullable String model,
        @Nullable String application,
        @Nullable String endpoint) {}
