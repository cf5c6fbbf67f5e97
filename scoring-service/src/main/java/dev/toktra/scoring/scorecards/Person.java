package dev.toktra.scoring.scorecards;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person on the day of the cards.
 *
 * @param eligible whether they were meant to use AI tools on that day and worked here
 */
record Person(
        UUID id, @Nullable UUID departmentId, @Nullable UUID teamId, boolean eligible) {}
