package dev.toktra.reconciliation.ledger.counting;

/** Consecutive numbers of a stream, both ends inclusive. */
public record SeqRange(long first, long last) {

    public SeqRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a range of numbers starts at 1 or above and is not empty");
        }
    }

    public long size() {
        return last - first + 1;
    }
}
