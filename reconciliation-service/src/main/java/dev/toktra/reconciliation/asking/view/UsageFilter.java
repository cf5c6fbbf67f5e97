package dev.toktra.reconciliation.asking.view;

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
        @Nullable UUID teamId) {

    /** Whether it is about some people or units only. */
    public boolean isOfPeople() {
        return user != null || departmentId != null || teamId != null;
    }
}
