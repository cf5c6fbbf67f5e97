package dev.toktra.agent.fleet;

import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.population.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device's events in a part of the history with their numbers, made day by day as they are asked for. */
final class HistoryEntries {

    private final Timeline timeline;
    private final UUID deviceId;
    private final HistoryPart part;
    private final ZoneId zone;
    private final Deque<UsageEvent> made = new ArrayDeque<>();
    private LocalDate day;
    private long seq;

    HistoryEntries(Timeline timeline, UUID deviceId, HistoryPart part, ZoneId zone) {
        this.timeline = timeline;
        this.deviceId = deviceId;
        this.part = part;
        this.zone = zone;
        this.day = LocalDate.ofInstant(part.from(), zone);
    }

    /** The number of the entry that was taken last, 0 at the beginning. */
    long taken() {
        return seq;
    }

    /** Passes over entries up to a number without writing them. */
    void skipThrough(long number) {
        while (seq < number && nextEvent() != null) {
            seq++;
        }
    }

    /** The next entry, null at the end. */
    @Nullable
    StreamEntry take() {
        UsageEvent event = nextEvent();
        if (event == null) {
            return null;
        }
        seq++;
        return new StreamEntry.Event(seq, event.tokens().total(), EventJson.write(event));
    }

    private @Nullable UsageEvent nextEvent() {
        while (made.isEmpty() && day.atStartOfDay(zone).toInstant().isBefore(part.until())) {
            for (UsageEvent event : timeline.day(deviceId, day, part.rate())) {
                Instant at = event.occurredAt();
                if (!at.isBefore(part.from()) && at.isBefore(part.until())) {
                    made.add(event);
                }
            }
            day = day.plusDays(1);
        }
        return made.poll();
    }
}
