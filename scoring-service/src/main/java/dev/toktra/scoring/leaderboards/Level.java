package dev.toktra.scoring.leaderboards;

import java.util.Locale;

/** What kind of group. */
enum Level {
    ORGANISATION,
    DEPARTMENT,
    TEAM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
