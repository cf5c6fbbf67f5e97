package dev.toktra.scoring.leaderboards;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a leaderboard.
 *
 * @param departmentId null: as far as the caller sees
 * @param view null: what the organisation chose
 * @param window the first day of one; null: the newest
 * @param after the last line of the page before
 */
record Question(
        @Nullable UUID departmentId,
        @Nullable View view,
        @Nullable LocalDate window,
        @Nullable UUID after,
        int limit) {}
