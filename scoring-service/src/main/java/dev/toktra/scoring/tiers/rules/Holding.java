package dev.toktra.scoring.tiers.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person has: the tier that scores earned, and an administrator's word instead of it. */
public record Holding(Tier earned, @Nullable Exemption override) {

    /** The tier that holds; the end of an override is exact, whenever it is written down. */
    public Tier at(Instant now) {
        return override != null && override.holdsAt(now) ? override.tier() : earned;
    }

    /** The override, while it holds. */
    public @Nullable Exemption overrideAt(Instant now) {
        return override != null && override.holdsAt(now) ? override : null;
    }
}
