package dev.toktra.scoring.tiers.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which class of models a person may use; each one includes those before it. */
public enum Tier {
    STANDARD,
    ADVANCED,
    PREMIUM;

    /** The tier's name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of a name on the wire. */
    public static Optional<Tier> of(String name) {
        return Arrays.stream(values()).filter(tier -> tier.wire().equals(name)).findFirst();
    }

    /** Whether it is this tier or one above it. */
    public boolean includes(Tier other) {
        return compareTo(other) >= 0;
    }

    /** The one above; empty for the highest. */
    public Optional<Tier> next() {
        return Arrays.stream(values())
                .filter(tier -> tier.ordinal() == ordinal() + 1)
                .findFirst();
    }
}
