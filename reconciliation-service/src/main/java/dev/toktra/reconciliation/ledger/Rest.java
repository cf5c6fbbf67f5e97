package dev.toktra.reconciliation.ledger;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between attempts: from 50 ms, doubling, with jitter, up to a limit. Times are {@link System#nanoTime}. */
final class Rest {

    private static final long FIRST = Duration.ofMillis(50).toNanos();

    private final long longest;
    private long next = FIRST;
    private long until;
    private boolean resting;

    Rest(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** An attempt failed. */
    void begin(long now) {
        until = now + next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
        next = Math.min(longest, 2 * next);
        resting = true;
    }

    /** An attempt worked. */
    void end() {
        next = FIRST;
        resting = false;
    }

    /** Whether the next attempt is not due yet. */
    boolean isOn(long now) {
        return resting && until - now > 0;
    }
}
