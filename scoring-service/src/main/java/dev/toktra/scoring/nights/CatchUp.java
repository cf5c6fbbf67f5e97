package dev.toktra.scoring.nights;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a night is computed again because much of what it looks at arrived after it. */
final class CatchUp {

    private final Duration every;
    private final double share;
    private final Map<UUID, Instant> looked = new ConcurrentHashMap<>();

    CatchUp(Duration every, double share) {
        this.every = every;
        this.share = share;
    }

    /** Counting facts is not free: it is done once in a while only. */
    boolean isTimeToLook(UUID org, LastRun last, Instant now) {
        Instant since = looked.getOrDefault(org, last.finished());
        if (now.isBefore(last.finished().plus(every)) || now.isBefore(since.plus(every))) {
            return false;
        }
        looked.put(org, now);
        return true;
    }

    boolean isWorthwhile(LastRun last, long facts) {
        return Math.abs(facts - last.facts()) > share * Math.max(1, last.facts());
    }
}
