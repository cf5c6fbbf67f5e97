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

    /** Reads the word of a row. */
    public static Scope of(String word) {
        for (Scope scope : values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("no scope: " + word);
    }
}
