package dev.toktra.scoring.scorecards;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which cards somebody asks for.
 *
 * @param level null: employees of a member, else departments
 * @param date the newest night until that day counts; null: the newest
 * @param subjectId null: all
 * @param after the last card of the page before
 */
record CardQuestion(
        @Nullable Level level,
        @Nullable LocalDate date,
        @Nullable UUID departmentId,
        @Nullable UUID teamId,
        @Nullable UUID subjectId,
        @Nullable UUID after,
        int limit) {

    static CardQuestion one(Level level, UUID subjectId, @Nullable LocalDate date) {
        return new CardQuestion(level, date, null, null, subjectId, null, 1);
    }
}
