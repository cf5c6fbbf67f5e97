package dev.toktra.scoring.scores.efficiency;

import java.util.Locale;

/** A part of the score. */
public enum Component {
    PRODUCTIVE_OUTPUT,
    WASTE,
    CACHE_REUSE,
    MODEL_FIT;

    /** As answers name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
