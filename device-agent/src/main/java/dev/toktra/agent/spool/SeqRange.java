package dev.toktra.agent.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Numbers of a stream that are lost, with what they held.
 *
 * @param from first number
 * @param to last number, inclusive
 */
record SeqRange(long from, long to, long estimatedTokens) {

    SeqRange {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("a range runs from a number, at least 1, to the same or a later one");
        }
    }

    boolean contains(long seq) {
        return from <= seq && seq <= to;
    }

    /** The same numbers in as few ranges as possible, ascending; tokens add up. */
    static List<SeqRange> coalesce(List<SeqRange> ranges) {
        List<SeqRange> merged = new ArrayList<>();
        for (SeqRange next :
                ranges.stream().sorted(Comparator.comparingLong(SeqRange::from)).toList()) {
            SeqRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.from <= last.to + 1) {
                merged.set(
                        merged.size() - 1,
                        new SeqRange(
                                last.from, Math.max(last.to, next.to), last.estimatedTokens + next.estimatedTokens));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
