package dev.toktra.reconciliation.ledger.counting;

import java.util.Arrays;

/** How many numbers counted as what; a replay takes back what it replaces, so counts may be negative changes. */
public final class Tallies {

    private final long[] counts = new long[Tally.values().length];

    public void add(Tally tally, long count) {
        counts[tally.ordinal()] += count;
    }

    public void add(Tallies other) {
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    }

    public long of(Tally tally) {
        return counts[tally.ordinal()];
    }

    /** All numbers, whatever they counted as. */
    public long received() {
        return Arrays.stream(counts).sum();
    }
}
