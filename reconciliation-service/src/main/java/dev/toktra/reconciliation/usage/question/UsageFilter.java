package dev.toktra.reconciliation.usage.question;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which usage was asked for; null is all.
 *
 * @param departmentId with all departments below it
 */
public record UsageFilter(
        @Nullable UserFilter user,
        @Nullable String model,
        @Nullable String provider,
        @Nullable UUID departmentId,
        @Nullable UUID teamId) {}
