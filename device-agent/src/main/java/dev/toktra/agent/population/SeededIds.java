package dev.toktra.agent.population;

import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 that a seed makes again. */
public final class SeededIds {

    private static final Instant FOUNDED = Instant.parse("2026-01-05T08:00:00Z");

    private SeededIds() {}

    /** The id of a thing of a kind; things of a kind sort by their index. */
    static UUID of(long seed, String kind, long index) {
        return at(FOUNDED.plusSeconds(index), Dice.of(seed, kind, index));
    }

    /** The id of a stream that begins at an instant: the same seed, device and instants give the same stream. */
    public static UUID stream(long seed, UUID deviceId, Instant from, Instant until) {
        return at(
                from,
                Dice.of(
                        seed,
                        "stream",
                        deviceId.getMostSignificantBits(),
                        deviceId.getLeastSignificantBits(),
                        from.toEpochMilli(),
                        until.toEpochMilli()));
    }

    private static UUID at(Instant time, Dice dice) {
        long high = (time.toEpochMilli() << 16) | 0x7000L | (dice.next() & 0x0FFFL);
        long low = (dice.next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
