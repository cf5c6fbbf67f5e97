package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.events.TokenCounts;
import java.util.Set;
import java.util.UUID;

/**
 * What devices saw of a cell under one person and program, corrected by calibration.
 *
 * @param subject a person's id, or {@code unknown}
 * @param units the department, those above it, and the team of the person on the day
 * @param tokens the calibrated estimate
 * @param ceiling the most that the estimate may stand for: the upper end of its interval, never below it
 * @param requests as counted by devices
 */
public record Seen(
        String subject, String application, Set<UUID> units, TokenCounts tokens, TokenCounts ceiling, long requests) {

    public Seen {
        units = Set.copyOf(units);
    }
}
