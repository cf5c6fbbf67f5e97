package dev.toktra.scoring.nights;

import java.time.Duration;

/** How failures are tried again. */
record Retries(int tries, Duration first, Duration most) {

    boolean isLast(int attempt) {
        return attempt >= tries;
    }

    /** How long to wait after an attempt, counted from 1, has failed. */
    Duration pause(int attempt) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }
}
