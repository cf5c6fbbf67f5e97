package dev.toktra.gateway.routing;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Knows for how long nothing has moved between a caller and a service. */
final class SilenceWatch {

    private final long most;
    private final LongSupplier nanos;
    private long movedAt;

    /** Watches from now on, by a clock of nanoseconds that never goes back. */
    SilenceWatch(Duration most, LongSupplier nanos) {
        this.most = most.toNanos();
        this.nanos = nanos;
        this.movedAt = nanos.getAsLong();
    }

    /** Something moved. */
    void moved() {
        movedAt = nanos.getAsLong();
    }

    /** Milliseconds, at least one, until it has been silent for too long if nothing moves; zero: it has. */
    long millisLeft() {
        long left = most - (nanos.getAsLong() - movedAt);
        return left <= 0 ? 0 : left / 1_000_000 + 1;
    }
}
