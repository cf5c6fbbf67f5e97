package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.events.OrganisationState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** How hours of UTC fall into the days of an organisation's calendar. */
public final class LocalDays {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long HOUR_SECONDS = HOUR.toSeconds();

    /** No calendar is further from that of UTC than this. */
    private static final int MOST_HOURS_OFF = 36;

    private final OrganisationState organisation;

    public LocalDays(OrganisationState organisation) {
        this.organisation = organisation;
    }

    /** What of an hour lies in a day. */
    public record Part(LocalDate day, long seconds) {}

    /** The days that an hour lies in, in order: one, or two where midnight cuts it. */
    public List<Part> parts(Instant hour) {
        LocalDate first = organisation.dayOf(hour);
        LocalDate last = lastDay(hour);
        if (first.equals(last)) {
            return List.of(new Part(first, HOUR_SECONDS));
        }
        long cut = secondsOf(first, hour);
        return List.of(new Part(first, cut), new Part(last, HOUR_SECONDS - cut));
    }

    /** All hours that lie in a day, wholly or in part, in order. */
    public List<Instant> hours(LocalDate day) {
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Instant> hours = new ArrayList<>();
        for (int i = -MOST_HOURS_OFF; i < 24 + MOST_HOURS_OFF; i++) {
            Instant hour = midnight.plus(HOUR.multipliedBy(i));
            if (organisation.dayOf(hour).equals(day) || lastDay(hour).equals(day)) {
                hours.add(hour);
            }
        }
        return hours;
    }

    private LocalDate lastDay(Instant hour) {
        return organisation.dayOf(hour.plus(HOUR).minusNanos(1));
    }

    /** How many seconds of an hour, from its start, lie in its first day. */
    private long secondsOf(LocalDate first, Instant hour) {
        long in = 0;
        long out = HOUR_SECONDS;
        while (out - in > 1) {
            long middle = (in + out) / 2;
            if (organisation.dayOf(hour.plusSeconds(middle)).equals(first)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }
}
