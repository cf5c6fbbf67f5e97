package dev.toktra.devstack.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the simulated providers: another one, until it is set to an instant at which it then stands still. */
public final class SimulatorClock extends Clock {

    private final Clock clock;
    private final AtomicReference<Optional<Instant>> pinned;

    SimulatorClock(Clock clock) {
        this(clock, new AtomicReference<>(Optional.empty()));
    }

    private SimulatorClock(Clock clock, AtomicReference<Optional<Instant>> pinned) {
        this.clock = clock;
        this.pinned = pinned;
    }

    /** Stands still at the instant; goes on with nothing. */
    public void set(Optional<Instant> instant) {
        pinned.set(instant);
    }

    public Optional<Instant> pinned() {
        return Optional.ofNullable(pinned.get()).flatMap(instant -> instant);
    }

    @Override
    public Instant instant() {
        return pinned().orElseGet(clock::instant);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SimulatorClock(clock.withZone(zone), pinned);
    }
}
