package dev.toktra.agent.fleet;

import java.time.Instant;

/**
 * A stretch of the story that is told at full speed, in a stream of its own for each device.
 *
 * @param from inclusive
 * @param until exclusive
 * @param rate events a second on top of the timeline: those that a live fleet would have played
 */
record HistoryPart(Instant from, Instant until, double rate) {

    HistoryPart {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a history runs forward: from " + from + " until " + until);
        }
    }
}
