package dev.toktra.scoring.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The departments and teams of an organisation. */
public final class Departments {

    /**
     * A department or a team.
     *
     * @param parentId the department above
     */
    public record Unit(UUID id, boolean team, @Nullable UUID parentId) {}

    private final Map<UUID, Unit> units = new HashMap<>();

    public Departments(Collection<Unit> all) {
        all.forEach(unit -> units.put(unit.id(), unit));
    }

    public Collection<Unit> all() {
        return List.copyOf(units.values());
    }

    /** Those that a department's figures count for: itself and all above it, also where the tree has a circle. */
    public Set<UUID> upwards(@Nullable UUID department) {
        Set<UUID> found = new LinkedHashSet<>();
        UUID next = department;
        while (next != null && found.add(next)) {
            Unit unit = units.get(next);
            next = unit == null ? null : unit.parentId();
        }
        return found;
    }
}
