package dev.toktra.reconciliation.providers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The buckets of one read, from start to end exclusive; both lie on borders of buckets. It is fixed for all pages of a
 * read, because a page cursor is bound to its query.
 */
public record Window(Instant start, Instant end, Width width) {

    public Window {
        if (!width.starts(start) || !width.starts(end) || !start.isBefore(end)) {
            throw new IllegalArgumentException("a window starts and ends on borders of its buckets and is not empty");
        }
    }

    /** The buckets that the span touches: its start is floored and its end raised to borders. */
    public static Window covering(Instant from, Instant to, Width width) {
        Instant floor = width.floor(to);
        return new Window(width.floor(from), floor.equals(to) ? to : floor.plus(width.duration()), width);
    }

    /** Refuses a window of another width than a source has. */
    public void mustBe(Width wanted) {
        if (width != wanted) {
            throw new IllegalArgumentException("this source is read by " + wanted);
        }
    }

    public boolean holds(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    public long buckets() {
        return Duration.between(start, end).dividedBy(width.duration());
    }

    /** The same buckets in order, in windows of at most so many, for providers that bound one request. */
    public List<Window> parts(int buckets) {
        Duration step = width.duration().multipliedBy(buckets);
        List<Window> parts = new ArrayList<>();
        for (Instant from = start; from.isBefore(end); from = from.plus(step)) {
            Instant to = from.plus(step);
            parts.add(new Window(from, to.isBefore(end) ? to : end, width));
        }
        return List.copyOf(parts);
    }

    /** The window in one part or two, so that none spans the instant, which is a border of buckets. */
    public List<Window> cutAt(Instant border) {
        if (!start.isBefore(border) || !border.isBefore(end)) {
            return List.of(this);
        }
        return List.of(new Window(start, border, width), new Window(border, end, width));
    }
}
