package dev.toktra.scoring.scorecards;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person used of one model while they were in one place.
 *
 * @param person null of usage that is nobody's
 * @param weeks tokens of {@value Weeks#COUNT} weeks, the oldest first
 * @param recent tokens of the last {@value Weeks#RECENT_DAYS} days
 * @param settled the part of them that providers confirmed
 * @param lastDay the last day with usage
 */
record Usage(
        @Nullable UUID person,
        @Nullable UUID departmentId,
        @Nullable UUID teamId,
        String provider,
        String model,
        List<Long> weeks,
        long recent,
        long settled,
        @Nullable LocalDate lastDay) {}
