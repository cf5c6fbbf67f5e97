package dev.toktra.reconciliation.providers;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a window: all of it, or nothing and why. */
public sealed interface WindowRead<T> {

    /**
     * Every page was read; each key occurs once, with the sum of its rows.
     *
     * <p>A key that is not here was not used or has not landed yet: it is not a 0. Where rows were dropped, a missing key
     * proves nothing and is no ground for a retraction.
     *
     * @param droppedRows rows that could not be understood and are not in {@code rows}
     * @param remarks what an administrator may want to know, in words
     * @param delay how long after a bucket the provider guarantees its figures, null where it does not say
     */
    record Complete<T>(
            List<T> rows,
            int pages,
            int droppedRows,
            List<String> remarks,
            @Nullable Duration delay) implements WindowRead<T> {

        public Complete {
            rows = List.copyOf(rows);
            remarks = List.copyOf(remarks);
        }
    }

    /** Nothing of the window is to be taken over, even if some pages came. */
    record Failed<T>(Trouble trouble) implements WindowRead<T> {}
}
