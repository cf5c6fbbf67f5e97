package dev.toktra.reconciliation.settling.answers;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Days of a run that are settled again: UTC days, both included. */
record RunDays(LocalDate start, LocalDate end) {

    /** Each is settled twice, as it was and as it is now, while somebody waits. */
    static final int MOST = 7;

    /** What somebody asks for of a run's range: as much as is said, else as many days as may be. */
    record Asked(@Nullable LocalDate start, @Nullable LocalDate end) {

        boolean isPossible() {
            return start == null || end == null || (!end.isBefore(start) && ChronoUnit.DAYS.between(start, end) < MOST);
        }

        RunDays in(LocalDate first, LocalDate last) {
            LocalDate from = start != null ? start : end != null ? end.minusDays(MOST - 1L) : first;
            LocalDate begin = from.isBefore(first) ? first : from;
            LocalDate until = end == null ? begin.plusDays(MOST - 1L) : end;
            return new RunDays(begin, until.isAfter(last) ? last : until);
        }
    }
}
