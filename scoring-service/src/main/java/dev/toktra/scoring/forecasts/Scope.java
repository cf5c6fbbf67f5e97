package dev.toktra.scoring.forecasts;

import java.util.Locale;

/** What a forecast is of. */
public enum Scope {
    ORGANISATION,
    PROVIDER,
    MODEL,
    DEPARTMENT;

    /** As rows and answers have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException where the word is none of them */
    public static Scope of(String word) {
        for (Scope scope : values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("must be organisation, provider, model or department");
    }
}
