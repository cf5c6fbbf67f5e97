package dev.toktra.agent.population;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On which days somebody is there, and how much of a usual day that is.
 *
 * @param ramp whether use grew over the first weeks after joining
 * @param lastDay last day of work, null where the person is still there
 * @param restless whether holidays make no difference, as for a program
 * @param quitsUsing day from which the person uses no AI any more, after two weeks of less and less
 */
record Presence(
        LocalDate joinedOn,
        boolean ramp,
        boolean restless,
        @Nullable LocalDate lastDay,
        @Nullable LocalDate quitsUsing,
        List<Absence> absences) {

    private static final Set<MonthDay> HOLIDAYS = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(10, 3),
            MonthDay.of(12, 24),
            MonthDay.of(12, 25),
            MonthDay.of(12, 26),
            MonthDay.of(12, 31));

    /** Days away, both inclusive. */
    record Absence(LocalDate from, LocalDate to) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** The part of it before a day. */
    Presence before(LocalDate day) {
        LocalDate last = day.minusDays(1);
        return new Presence(
                joinedOn,
                ramp,
                restless,
                lastDay == null || last.isBefore(lastDay) ? last : lastDay,
                quitsUsing,
                absences);
    }

    /** The part of it from a day on. */
    Presence from(LocalDate day) {
        return new Presence(day, false, restless, lastDay, quitsUsing, absences);
    }

    /** Part of the usual amount on a day, weekends aside: 0 to 1. */
    double level(LocalDate day) {
        boolean away = day.isBefore(joinedOn)
                || (lastDay != null && day.isAfter(lastDay))
                || (!restless && HOLIDAYS.contains(MonthDay.from(day)))
                || absences.stream().anyMatch(absence -> absence.covers(day));
        if (away) {
            return 0;
        }
        double rising = ramp ? Math.min(1, 0.12 + ChronoUnit.DAYS.between(joinedOn, day) / 25.0) : 1;
        double fading =
                quitsUsing == null ? 1 : Math.max(0, Math.min(1, ChronoUnit.DAYS.between(day, quitsUsing) / 14.0));
        return Math.min(rising, fading);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
