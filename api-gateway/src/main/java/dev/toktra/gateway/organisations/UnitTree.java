package dev.toktra.gateway.organisations;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The departments of an organisation as a tree.
 *
 * @param parents each department's parent; departments at the top are not in it
 */
record UnitTree(Map<UUID, UUID> parents) {

    UnitTree {
        parents = Map.copyOf(parents);
    }

    /** Whether the department would be above itself under that parent. */
    boolean wouldLoop(UUID department, UUID parent) {
        UUID above = parent;
        for (int steps = 0; above != null && steps <= parents.size(); steps++) {
            if (above.equals(department)) {
                return true;
            }
            above = above(above);
        }
        return above != null;
    }

    private @Nullable UUID above(UUID department) {
        return parents.get(department);
    }
}
