package dev.toktra.reconciliation.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides who an identity is on each day. */
public final class PersonTimeline {

    /** Of two people with the same name on a day the one counts to whom it was given last; ids break ties. */
    private static final Comparator<PersonSpan> GIVEN_LAST =
            Comparator.comparing(PersonSpan::from).thenComparing(PersonSpan::userId);

    private PersonTimeline() {}

    /**
     * Who an identity is, as spans that never overlap, in order; on days outside of them nobody knows.
     *
     * @param byAccount people with the identity's account as an alias
     * @param byDevice people to whom its device is assigned; they count on days without one of the former
     */
    public static List<PersonSpan> of(List<PersonSpan> byAccount, List<PersonSpan> byDevice) {
        TreeSet<LocalDate> borders = new TreeSet<>();
        for (List<PersonSpan> spans : List.of(byAccount, byDevice)) {
            for (PersonSpan span : spans) {
                borders.add(span.from());
                if (span.until() != null) {
                    borders.add(span.until());
                }
            }
        }
        List<PersonSpan> timeline = new ArrayList<>();
        for (LocalDate day : borders) {
            LocalDate until = borders.higher(day);
            on(day, byAccount).or(() -> on(day, byDevice)).ifPresent(user -> append(timeline, user, day, until));
        }
        return timeline;
    }

    private static Optional<UUID> on(LocalDate day, List<PersonSpan> spans) {
        return spans.stream().filter(span -> span.covers(day)).max(GIVEN_LAST).map(PersonSpan::userId);
    }

    private static void append(List<PersonSpan> timeline, UUID user, LocalDate day, @Nullable LocalDate until) {
        PersonSpan last = timeline.isEmpty() ? null : timeline.get(timeline.size() - 1);
        if (last != null && last.userId().equals(user) && day.equals(last.until())) {
            timeline.set(timeline.size() - 1, new PersonSpan(user, last.from(), until));
        } else {
            timeline.add(new PersonSpan(user, day, until));
        }
    }
}
