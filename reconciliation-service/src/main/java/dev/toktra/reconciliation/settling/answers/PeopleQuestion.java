package dev.toktra.reconciliation.settling.answers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens of the cells.
 *
 * @param userId a person's id, {@code unknown} or {@code unattributed}; null: everybody's
 * @param departmentId with the departments below it; null: of all
 * @param teamId null: of all
 */
record PeopleQuestion(
        @Nullable String userId,
        @Nullable UUID departmentId,
        @Nullable UUID teamId) {

    static final PeopleQuestion EVERYBODY = new PeopleQuestion(null, null, null);
}
