package dev.toktra.agent.fleet;

import dev.toktra.agent.sender.DeliveryWatch;
import dev.toktra.agent.sender.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Counts what is delivered and says, seldom enough to be read, what goes wrong. */
final class FleetWatch implements DeliveryWatch {

    private static final long SILENCE_MILLIS = 10_000;

    private final Clock clock;
    private final Consumer<String> say;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong lastComplaint = new AtomicLong();

    FleetWatch(Clock clock, Consumer<String> say) {
        this.clock = clock;
        this.say = say;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long sentAgain() {
        return again.get();
    }

    long retries() {
        return retries.get();
    }

    @Override
    public void waits(UUID streamId, Duration wait, String why) {
        retries.incrementAndGet();
        long now = clock.millis();
        long last = lastComplaint.get();
        if (now - last >= SILENCE_MILLIS && lastComplaint.compareAndSet(last, now)) {
            say.accept("Ingest did not take a batch (" + why + "); it is kept and sent again.");
        }
    }

    @Override
    public void accepted(UUID streamId, int events) {
        acknowledged.addAndGet(events);
    }

    @Override
    public void sentAgain(UUID streamId, int events) {
        again.addAndGet(events);
    }

    @Override
    public void gaveUp(UUID streamId, long seq, Refusal refusal) {
        say.accept("Ingest refuses event " + seq + " of stream " + streamId + " for good (" + refusal.status() + " "
                + refusal.words() + "); it is in the dead letters and a tombstone names it.");
    }
}
