package dev.toktra.scoring.leaderboards;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an efficiency score.
 *
 * @param score from 0 to 100, with one decimal
 */
record Member(
        UUID person, @Nullable UUID departmentId, @Nullable UUID teamId, double score) {}
