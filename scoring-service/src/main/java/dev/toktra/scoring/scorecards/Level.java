package dev.toktra.scoring.scorecards;

import java.util.Locale;

/** What a card is about. */
enum Level {
    EMPLOYEE,
    TEAM,
    DEPARTMENT,
    ORGANISATION;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
