package dev.toktra.devstack.provider.book;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one provider shows at one instant: nothing younger than its horizon, and each hour as it holds by then. */
public final class View {

    private final NavigableMap<Instant, BookHour> hours;
    private final Instant now;
    private final Instant horizon;

    View(NavigableMap<Instant, BookHour> hours, Instant now, Instant horizon) {
        this.hours = hours;
        this.now = now;
        this.horizon = horizon;
    }

    public Instant now() {
        return now;
    }

    /** The end of what is shown: a bucket that goes beyond it is partial. */
    public Instant horizon() {
        return horizon;
    }

    /** Sums of what is shown from the start up to, not including, the end; a cell without any amount is left out. */
    public SortedMap<Cell, Amounts> sums(Instant start, Instant end, Function<Figure, Cell> cell) {
        return sums(start, end, figure -> true, cell);
    }

    /** The same for the wanted figures only. */
    public SortedMap<Cell, Amounts> sums(
            Instant start, Instant end, Predicate<Figure> wanted, Function<Figure, Cell> cell) {
        Instant shownEnd = end.isBefore(horizon) ? end : horizon;
        SortedMap<Cell, Amounts> sums = new TreeMap<>();
        figures(start, shownEnd).filter(wanted).forEach(figure -> {
            Amounts shown = figure.between(start, shownEnd);
            if (!shown.isNone()) {
                sums.merge(cell.apply(figure), shown, Amounts::plus);
            }
        });
        return sums;
    }

    private Stream<Figure> figures(Instant start, Instant end) {
        Instant first = start.truncatedTo(ChronoUnit.HOURS);
        return end.isAfter(first)
                ? hours.subMap(first, end).values().stream()
                        .map(hour -> hour.at(now))
                        .flatMap(List::stream)
                : Stream.of();
    }
}
