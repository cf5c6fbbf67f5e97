package dev.toktra.devstack.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How many times in a row parts were started again: what went well for an hour is forgiven. */
final class Restarts {

    static final int MOST = 5;
    static final Duration FORGIVEN_AFTER = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Ended> ended = new HashMap<>();

    Restarts(InstantSource clock) {
        this.clock = clock;
    }

    private record Ended(int times, Instant last) {}

    /** The how manieth time in a row it is; what ended more than {@link #MOST} times stays away and is not forgiven. */
    int count(String part) {
        Instant now = clock.instant();
        Ended before = ended.getOrDefault(part, new Ended(0, now));
        boolean forgiven = before.times() <= MOST && !now.isBefore(before.last().plus(FORGIVEN_AFTER));
        int times = forgiven ? 1 : before.times() + 1;
        ended.put(part, new Ended(times, now));
        return times;
    }
}
