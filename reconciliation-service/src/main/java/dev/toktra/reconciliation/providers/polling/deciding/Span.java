package dev.toktra.reconciliation.providers.polling.deciding;

import java.util.Locale;

/** How far back a slot reads; in the order in which slots that are due are taken. */
public enum Span {
    /** The last days, over and over. */
    RECENT,
    /** What ids stand for. */
    NAMES,
    /** Backwards, once, from where the recent reads began. */
    BACKFILL,
    /** What is older than recent and may still be restated. */
    DEEP;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Span of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
