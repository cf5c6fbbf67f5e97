package dev.toktra.agent.population;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at a device under an account: the source of events.
 *
 * @param index its own number in the population
 * @param account null where the device sees none
 * @param share part of the habits' requests that go through this seat
 */
record Seat(
        int index,
        Device device,
        @Nullable String account,
        double share,
        Habits habits,
        Presence presence,
        Trend trend) {}
