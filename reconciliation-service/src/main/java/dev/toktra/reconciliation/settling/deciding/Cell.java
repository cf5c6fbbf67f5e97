package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.providers.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model in an hour: what the provider counted, what devices saw, and how settled that is.
 *
 * @param counts the provider's; null while it has said nothing
 * @param first what it was when it was reconciled for the first time; null before
 * @param restatedAt when its sums became others than the first, the last time
 */
public record Cell(
        CellState state,
        @Nullable Counts counts,
        Devices devices,
        @Nullable First first,
        @Nullable Instant restatedAt) {

    /** What devices saw, as they counted. */
    public record Devices(long input, long output, long requests) {

        static final Devices NOTHING = new Devices(0, 0, 0);

        static Devices of(TokenCounts seen, long requests) {
            return new Devices(seen.input(), seen.output(), requests);
        }
    }

    /** The provider's sums when they were reconciled for the first time. */
    public record First(Instant at, long input, long output) {

        boolean is(Counts counts) {
            return counts.input() == input && counts.output() == output;
        }
    }

    /** What becomes of a cell of which the provider says something that is not final. */
    static Cell open(CellState state, @Nullable Counts counts, Devices devices, @Nullable Cell before) {
        return new Cell(
                state,
                counts,
                devices,
                before == null ? null : before.first,
                before == null ? null : before.restatedAt);
    }

    /** What becomes of a cell of which the provider's word is final. */
    static Cell reconciled(Counts counts, Devices devices, @Nullable Cell before, Instant now) {
        First known = before == null ? null : before.first;
        First first = known == null ? new First(now, counts.input(), counts.output()) : known;
        Instant restatedAt = before == null ? null : before.restatedAt;
        if (first.is(counts)) {
            return new Cell(CellState.RECONCILED, counts, devices, first, restatedAt);
        }
        boolean again = before != null && before.state == CellState.RESTATED && sameSums(before.counts, counts);
        return new Cell(CellState.RESTATED, counts, devices, first, again ? restatedAt : now);
    }

    /** The cell before it was reconciled for the first time, where that was after a moment. */
    Cell knownAt(Instant moment) {
        return first == null || !first.at.isAfter(moment) ? this : new Cell(state, counts, devices, null, null);
    }

    private static boolean sameSums(@Nullable Counts one, Counts other) {
        return one != null && one.input() == other.input() && one.output() == other.output();
    }
}
