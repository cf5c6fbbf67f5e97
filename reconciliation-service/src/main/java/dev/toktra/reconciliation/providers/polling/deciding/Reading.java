package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a UTC day of a report was read completely: all of its hours before {@code until} were asked for at {@code at} or
 * later.
 */
public record Reading(Instant at, Instant until) {

    /** The days that a complete read of a window tells all of, up to its end; a day that it begins inside is not. */
    public static Map<LocalDate, Reading> of(Window window, Instant began) {
        Map<LocalDate, Reading> days = new TreeMap<>();
        Instant start = Width.DAY.floor(window.start());
        for (Instant day = start; day.isBefore(window.end()); day = end(day)) {
            if (!day.isBefore(window.start())) {
                Instant until = end(day).isBefore(window.end()) ? end(day) : window.end();
                days.put(LocalDate.ofInstant(day, ZoneOffset.UTC), new Reading(began, until));
            }
        }
        return days;
    }

    /** Whether the hour that ends then was asked for. */
    public boolean tells(Instant hourEnd) {
        return !until.isBefore(hourEnd);
    }

    /** Whether the hour that ends then was asked for when its figures were not expected to change any more. */
    public boolean settles(Instant hourEnd, Duration grace) {
        return tells(hourEnd) && !at.isBefore(hourEnd.plus(grace));
    }

    /**
     * What is known after a further read: of one that does not reach as far nothing is taken over, so that what is known of
     * the later hours is not lost; a read of all of them follows.
     */
    public Reading after(@Nullable Reading before) {
        return before != null && (at.isBefore(before.at) || until.isBefore(before.until)) ? before : this;
    }

    /** Whether any hour of the day is settled otherwise than it was. */
    public boolean changes(@Nullable Reading before, LocalDate day, Duration grace) {
        Instant end = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int hour = 0; hour < 24; hour++) {
            end = end.plus(Width.HOUR.duration());
            boolean told = before != null && before.tells(end);
            boolean settled = before != null && before.settles(end, grace);
            if (told != tells(end) || settled != settles(end, grace)) {
                return true;
            }
        }
        return false;
    }

    private static Instant end(Instant day) {
        return day.plus(Width.DAY.duration());
    }
}
