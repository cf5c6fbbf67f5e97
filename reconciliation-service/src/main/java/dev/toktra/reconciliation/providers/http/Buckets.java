package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import java.time.Instant;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The counts of one read, by bucket and dimensions, within the window that was asked for. */
public final class Buckets<V> {

    private record Cell(Instant start, Dimensions dimensions) {}

    private final Window window;
    private final RowTally<Cell, V> tally;

    public Buckets(Window window, BinaryOperator<V> sum) {
        this.window = window;
        this.tally = new RowTally<>(sum);
    }

    public Window window() {
        return window;
    }

    public RowTally<?, ?> tally() {
        return tally;
    }

    /** Adds to the bucket that begins at {@code start}; a bucket that begins within another one breaks the answer. */
    public void add(Instant start, Dimensions dimensions, V value) {
        if (!window.width().starts(start)) {
            throw ProviderFault.broken("The answer has buckets that begin at " + start + ", not at full "
                    + (window.width().name().equals("HOUR") ? "hours" : "days") + " as asked for.");
        }
        if (window.holds(start)) {
            tally.add(new Cell(start, dimensions), value);
        } else {
            tally.outside();
        }
    }

    /** The read; {@code counts} gives null for what is no count at all. */
    public WindowRead<ProviderCount> complete(int pages, Function<V, @Nullable Counts> counts) {
        return tally.complete(pages, (cell, value) -> {
            Counts found = counts.apply(value);
            return found == null ? null : new ProviderCount(cell.start, window.width(), cell.dimensions, found);
        });
    }
}
