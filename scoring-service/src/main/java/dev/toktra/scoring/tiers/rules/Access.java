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
public record Access(boolean allowed, Tier tier, Tier required, @Nullable String pattern) {

    /**
     * Decides by the person's tier.
     *
     * @param unnamed the tier that a model needs which no pattern names
     */
    public static Access of(Tier tier, Optional<Named> named, Tier unnamed) {
        Tier required = named.map(Named::tier).orElse(unnamed);
        return new Access(
                tier.includes(required), tier, required, named.map(Named::pattern).orElse(null));
    }

    /** The decision as a sentence. */
    public String reason() {
        String model = pattern == null
                ? "No tier names the model, so it needs " + required.wire()
                : "The model needs " + required.wire() + " by the pattern " + pattern;
        return model + "; the person is " + tier.wire() + ".";
    }
}
