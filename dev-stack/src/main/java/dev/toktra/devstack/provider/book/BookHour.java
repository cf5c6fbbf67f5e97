package dev.toktra.devstack.provider.book;

import dev.toktra.devstack.provider.names.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An hour of one provider: its figures, what they are changed to later, and why devices saw something else. */
public record BookHour(List<Figure> figures, List<Edition> later, List<Cause> causes) {

    static final BookHour EMPTY = new BookHour(List.of(), List.of(), List.of());

    public BookHour {
        figures = List.copyOf(figures);
        later = later.stream().sorted(Comparator.comparing(Edition::from)).toList();
        causes = List.copyOf(causes);
    }

    public static BookHour of(List<Figure> figures) {
        return new BookHour(figures, List.of(), List.of());
    }

    /** What holds at the instant. */
    List<Figure> at(Instant instant) {
        List<Figure> holds = figures;
        for (Edition edition : later) {
            if (!edition.from().isAfter(instant)) {
                holds = edition.figures();
            }
        }
        return holds;
    }

    /** What holds in the end. */
    public List<Figure> last() {
        return at(Instant.MAX);
    }

    BookHour and(Edition edition) {
        List<Edition> all = new ArrayList<>(later);
        all.add(edition);
        return new BookHour(figures, all, causes);
    }

    BookHour because(List<Cause> reasons) {
        return new BookHour(figures, later, reasons);
    }

    void checkBelongsTo(Provider provider, Instant hour) {
        figures.forEach(figure -> check(figure, provider, hour));
        later.forEach(edition -> edition.figures().forEach(figure -> check(figure, provider, hour)));
    }

    private static void check(Figure figure, Provider provider, Instant hour) {
        if (figure.provider() != provider || !figure.hour().equals(hour)) {
            throw new IllegalArgumentException(
                    "a figure of " + figure.provider().word() + " and " + figure.hour() + " does not belong to "
                            + provider.word() + " and " + hour);
        }
    }
}
