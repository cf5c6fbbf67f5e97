package dev.toktra.reconciliation.asking.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The departments and teams of an organisation, those of the past included. */
public final class Units {

    /**
     * A department or a team.
     *
     * @param parentId the department above; null at the top
     */
    public record Unit(
            UUID id, boolean team, String name, @Nullable UUID parentId) {}

    private final Map<UUID, Unit> units = new HashMap<>();
    private final Map<UUID, List<UUID>> below = new HashMap<>();

    public Units(Collection<Unit> all) {
        for (Unit unit : all) {
            units.put(unit.id(), unit);
            if (!unit.team() && unit.parentId() != null) {
                below.computeIfAbsent(unit.parentId(), parent -> new ArrayList<>())
                        .add(unit.id());
            }
        }
    }

    /** The department and all below it; also where the tree has a circle. */
    public Set<UUID> subtree(UUID department) {
        Set<UUID> found = new HashSet<>();
        Deque<UUID> left = new ArrayDeque<>(List.of(department));
        while (!left.isEmpty()) {
            UUID next = left.pop();
            if (found.add(next)) {
                left.addAll(below.getOrDefault(next, List.of()));
            }
        }
        return found;
    }

    public boolean hasDepartment(UUID id) {
        Unit unit = units.get(id);
        return unit != null && !unit.team();
    }

    public boolean hasTeam(UUID id) {
        Unit unit = units.get(id);
        return unit != null && unit.team();
    }

    /** The department of a team. */
    @Nullable
    public UUID departmentOf(UUID team) {
        Unit unit = units.get(team);
        return unit == null ? null : unit.parentId();
    }

    /** The name of a department or team; null if the directory has not told it. */
    @Nullable
    public String name(UUID id) {
        Unit unit = units.get(id);
        return unit == null ? null : unit.name();
    }
}
