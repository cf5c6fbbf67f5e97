package dev.toktra.reconciliation.asking.view;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which usage is read: what was asked for, as far as its caller may see it; null is all.
 *
 * @param departments of the day
 * @param team of the day
 */
public record Restriction(
        @Nullable UserFilter user,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Set<UUID> departments,
        @Nullable UUID team) {

    public boolean needsPeople() {
        return user != null || needsUnits();
    }

    public boolean needsUnits() {
        return departments != null || team != null;
    }
}
