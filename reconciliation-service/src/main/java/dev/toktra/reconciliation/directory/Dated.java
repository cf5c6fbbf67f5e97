package dev.toktra.reconciliation.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A value from a day until the day before another (null: still). */
record Dated<V>(V value, LocalDate from, @Nullable LocalDate until) {

    /** Days from {@code first} until the day before {@code end} (null: all that follow). */
    record Days(LocalDate first, @Nullable LocalDate end) {}

    /** The days from the first to the last on which two histories, each without overlaps, say different things. */
    static <V> Optional<Days> differing(List<Dated<V>> before, List<Dated<V>> after) {
        TreeSet<LocalDate> borders = new TreeSet<>();
        before.forEach(span -> span.addBorders(borders));
        after.forEach(span -> span.addBorders(borders));
        LocalDate first = null;
        LocalDate end = null;
        for (LocalDate day : borders) {
            if (!Objects.equals(on(day, before), on(day, after))) {
                first = first == null ? day : first;
                end = borders.higher(day);
            }
        }
        return first == null ? Optional.empty() : Optional.of(new Days(first, end));
    }

    private static <V> @Nullable V on(LocalDate day, List<Dated<V>> spans) {
        for (Dated<V> span : spans) {
            if (!day.isBefore(span.from) && (span.until == null || day.isBefore(span.until))) {
                return span.value;
            }
        }
        return null;
    }

    private void addBorders(TreeSet<LocalDate> borders) {
        borders.add(from);
        if (until != null) {
            borders.add(until);
        }
    }
}
