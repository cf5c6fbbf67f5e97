package dev.toktra.scoring.tiers.rules;

import java.time.Instant;

/**
 * An administrator's word on a tier, which holds instead of the scores until it ends.
 *
 * @param by who said so
 * @param until when it has ended
 */
public record Exemption(Tier tier, String reason, String by, Instant at, Instant until) {

    /** Whether it still holds. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
