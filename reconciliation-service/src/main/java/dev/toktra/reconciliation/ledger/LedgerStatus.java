package dev.toktra.reconciliation.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** How the loop is doing, as others may read it at any time. */
public final class LedgerStatus {

    /** What the loop does. */
    public enum Loop {
        WAITING_FOR_DIRECTORY,
        /** There is no topic of batches: it waits until someone makes it. */
        WAITING_FOR_TOPIC,
        COUNTING,
        RETRYING,
        FAILED,
        CLOSED
    }

    /**
     * @param since when it began to do that
     * @param why what it waits for or failed with
     * @param assigned how many partitions it has
     * @param stopped partitions that stand still, and why
     * @param lag records that are not counted yet, as far as known
     */
    public record Snapshot(Loop loop, Instant since, String why, int assigned, Map<Integer, String> stopped, long lag) {

        public Snapshot {
            stopped = Map.copyOf(stopped);
        }
    }

    private final Clock clock;
    private volatile Snapshot current;

    LedgerStatus(Clock clock) {
        this.clock = clock;
        this.current = new Snapshot(Loop.WAITING_FOR_DIRECTORY, clock.instant(), "", 0, Map.of(), 0);
    }

    public Snapshot now() {
        return current;
    }

    /** Only the loop's own thread calls this. */
    void become(Loop loop, String why) {
        Snapshot was = current;
        Instant since = was.loop() == loop ? was.since() : clock.instant();
        current = new Snapshot(loop, since, why, was.assigned(), was.stopped(), was.lag());
    }

    /** Only the loop's own thread calls this. */
    void partitions(int assigned, Map<Integer, String> stopped, long lag) {
        Snapshot was = current;
        current = new Snapshot(was.loop(), was.since(), was.why(), assigned, stopped, lag);
    }
}
