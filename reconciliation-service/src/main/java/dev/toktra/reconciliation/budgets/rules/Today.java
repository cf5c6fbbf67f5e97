package dev.toktra.reconciliation.budgets.rules;

import dev.toktra.events.OrganisationState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The organisation's day at a moment.
 *
 * @param elapsed how much of it has passed, 0 to 1; a day may have 23 or 25 hours
 */
public record Today(LocalDate day, double elapsed, Instant now) {

    public static Today of(OrganisationState organisation, Instant now) {
        LocalDate day = organisation.dayOf(now);
        ZoneId zone = organisation.zoneAt(now);
        Instant start = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        double elapsed = (double) Duration.between(start, now).toMillis()
                / Duration.between(start, end).toMillis();
        return new Today(day, Math.max(0, Math.min(1, elapsed)), now);
    }
}
