package dev.toktra.reconciliation.providers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long a provider's bucket is; buckets start on full hours or days of UTC. */
public enum Width {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Width(ChronoUnit unit) {
        this.unit = unit;
    }

    public Duration duration() {
        return unit.getDuration();
    }

    /** The start of the bucket that holds the instant. */
    public Instant floor(Instant instant) {
        return instant.truncatedTo(unit);
    }

    public boolean starts(Instant instant) {
        return floor(instant).equals(instant);
    }
}
