package dev.toktra.statetopics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Since when something that is repeated has failed each time. */
public final class Failing {

    private static final Duration SAY_EVERY = Duration.ofSeconds(30);

    private final Clock clock;
    private final Duration tolerated;
    private volatile Instant lastSuccess;
    private volatile @Nullable Instant since;
    private volatile Instant said = Instant.MIN;

    /** @param tolerated how long it may fail before that is a complaint */
    public Failing(Clock clock, Duration tolerated) {
        this.clock = clock;
        this.tolerated = tolerated;
        this.lastSuccess = clock.instant();
    }

    /** Takes note of a success. */
    public void succeeded() {
        lastSuccess = clock.instant();
        since = null;
    }

    /**
     * Takes note of a failure.
     *
     * @return whether to say so: the first time, and every half minute while it lasts
     */
    public boolean failed() {
        Instant now = clock.instant();
        boolean first = since == null;
        if (first) {
            since = now;
        }
        if (first || !said.plus(SAY_EVERY).isAfter(now)) {
            said = now;
            return true;
        }
        return false;
    }

    /** Seconds since the last success, or since the start where there was none. */
    public double age() {
        return Duration.between(lastSuccess, clock.instant()).toMillis() / 1000.0;
    }

    /** That it has failed for longer than is tolerated. */
    public Optional<String> complaint() {
        Instant first = since;
        boolean tooLong = first != null && !first.plus(tolerated).isAfter(clock.instant());
        return tooLong ? Optional.of("fails since " + first) : Optional.empty();
    }
}
