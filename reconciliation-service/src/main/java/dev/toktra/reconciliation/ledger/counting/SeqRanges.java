package dev.toktra.reconciliation.ledger.counting;

import java.util.ArrayList;
import java.util.List;

/** The numbers of a stream that are known: sorted ranges that neither overlap nor touch. Immutable. */
public final class SeqRanges {

    public static final SeqRanges NONE = new SeqRanges(new long[0]);

    /** First and last number of each range in turn. */
    private final long[] bounds;

    private SeqRanges(long[] bounds) {
        this.bounds = bounds;
    }

    /** Reads PostgreSQL's text of an {@code int8multirange}: <code>{[1,5),[7,9)}</code>, upper ends exclusive. */
    public static SeqRanges parse(String multirange) {
        String inner = multirange.substring(1, multirange.length() - 1);
        if (inner.isEmpty()) {
            return NONE;
        }
        String[] ends = inner.split(",", -1);
        long[] bounds = new long[ends.length];
        for (int i = 0; i < ends.length; i += 2) {
            bounds[i] = Long.parseLong(ends[i].substring(1));
            bounds[i + 1] = Long.parseLong(ends[i + 1].substring(0, ends[i + 1].length() - 1)) - 1;
        }
        return new SeqRanges(bounds);
    }

    public boolean contains(long seq) {
        int at = firstEndingFrom(seq);
        return at < size() && bounds[2 * at] <= seq;
    }

    public boolean containsAll(SeqRange range) {
        return countIn(range) == range.size();
    }

    /** How many numbers of a range are in here. */
    public long countIn(SeqRange range) {
        long count = 0;
        for (int i = firstEndingFrom(range.first()); i < size() && bounds[2 * i] <= range.last(); i++) {
            count += Math.min(bounds[2 * i + 1], range.last()) - Math.max(bounds[2 * i], range.first()) + 1;
        }
        return count;
    }

    public SeqRanges plus(SeqRange range) {
        int from = firstEndingFrom(range.first() - 1);
        int until = from;
        long first = range.first();
        long last = range.last();
        while (until < size() && bounds[2 * until] - 1 <= range.last()) {
            first = Math.min(first, bounds[2 * until]);
            last = Math.max(last, bounds[2 * until + 1]);
            until++;
        }
        long[] merged = new long[bounds.length - 2 * (until - from) + 2];
        System.arraycopy(bounds, 0, merged, 0, 2 * from);
        merged[2 * from] = first;
        merged[2 * from + 1] = last;
        System.arraycopy(bounds, 2 * until, merged, 2 * from + 2, bounds.length - 2 * until);
        return new SeqRanges(merged);
    }

    /** How many ranges there are: one more than there are gaps, unless 1 is missing too. */
    public int size() {
        return bounds.length / 2;
    }

    /** How many numbers there are. */
    public long count() {
        long count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            count += bounds[i + 1] - bounds[i] + 1;
        }
        return count;
    }

    /** The highest number; 0 where there is none. */
    public long highest() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    /** What is missing below the highest number, lowest first. */
    public List<SeqRange> gaps() {
        List<SeqRange> gaps = new ArrayList<>();
        long expected = 1;
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] > expected) {
                gaps.add(new SeqRange(expected, bounds[i] - 1));
            }
            expected = bounds[i + 1] + 1;
        }
        return gaps;
    }

    /** The index of the first range that ends at a number or above it. */
    private int firstEndingFrom(long seq) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** PostgreSQL's text of the same {@code int8multirange}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "[" : ",[")
                    .append(bounds[i])
                    .append(',')
                    .append(bounds[i + 1] + 1)
                    .append(')');
        }
        return text.append('}').toString();
    }
}
