package dev.toktra.scoring.scorecards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weeks that end with the day of the cards.
 *
 * @param firstFact the organisation's first day with facts; what was used before it is unknown
 */
record Weeks(LocalDate night, @Nullable LocalDate firstFact) {

    static final int COUNT = 13;

    /** Days in which usage makes a person active and models and providers count. */
    static final int RECENT_DAYS = 30;

    /** Sums of tokens, without the weeks that facts do not cover. */
    List<@Nullable Long> known(long[] tokens) {
        List<@Nullable Long> known = new ArrayList<>();
        for (int week = 0; week < COUNT; week++) {
            LocalDate start = night.minusDays(7L * (COUNT - week) - 1);
            known.add(firstFact == null || start.isBefore(firstFact) ? null : (Long) tokens[week]);
        }
        return known;
    }

    /** Whether a day is one of the last so many. */
    boolean within(@Nullable LocalDate day, int days) {
        return day != null && day.isAfter(night.minusDays(days));
    }
}
