package dev.toktra.scoring.tiers.rules;

import dev.toktra.scoring.tiers.rules.ModelPatterns.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person may use a model.
 *
 * @param required the lowest tier that may
 * @param pattern which pattern names the model; null where none does
 */
public record Access(
        boolean allowed,
        Standing standing,
        Tier tier,
        Tier required,
        @Nullable String pattern) {

    /** What the directory says of a person. */
    public enum Standing {
        ACTIVE,
        /** No longer, or not now, with the organisation. */
        INACTIVE,
        /** Not in the directory. */
        UNKNOWN
    }

    /**
     * Decides by the person's tier; who is not active may use nothing.
     *
     * @param unnamed the tier that a model needs which no pattern names
     */
    public static Access of(Standing standing, Tier tier, Optional<Named> named, Tier unnamed) {
        Tier required = named.map(Named::tier).orElse(unnamed);
        return new Access(
                standing != Standing.INACTIVE && tier.includes(required),
                standing,
                tier,
                required,
                named.map(Named::pattern).orElse(null));
    }

    /** The decision as sentences. */
    public String reason() {
        return switch (standing) {
            case INACTIVE -> reasonOfModel();
            case ACTIVE -> reasonOfModel() + " The person is " + tier.wire() + ".";
            case UNKNOWN -> reasonOfModel() + " The person is not known and so " + tier.wire() + ".";
        };
    }

    /** The same without the person's tier. */
    public String reasonOfModel() {
        if (standing == Standing.INACTIVE) {
            return "The person is not active.";
        }
        return pattern == null
                ? "No tier names the model, so it needs " + required.wire() + "."
                : "The model needs " + required.wire() + " by the pattern " + pattern + ".";
    }
}
