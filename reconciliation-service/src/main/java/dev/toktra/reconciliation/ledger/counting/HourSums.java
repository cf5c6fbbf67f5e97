package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageEvent;
import java.time.ZoneId;

/** The sums of one row of hours. */
public final class HourSums {

    private static final Measure[] MEASURES = Measure.values();

    private final ZoneId zone;
    private final long[] values = new long[MEASURES.length];

    HourSums(ZoneId zone) {
        this.zone = zone;
    }

    /** Adds an event; fails where a sum leaves what a {@code bigint} holds. */
    void add(UsageEvent event) {
        for (Measure measure : MEASURES) {
            int at = measure.ordinal();
            values[at] = Math.addExact(values[at], measure.of(event));
        }
    }

    /** Whose calendar made the day. */
    public ZoneId zone() {
        return zone;
    }

    public long of(Measure measure) {
        return values[measure.ordinal()];
    }
}
