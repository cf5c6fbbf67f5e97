package dev.toktra.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A department or a team.
 *
 * @param parentId of a department: the department above it, null at the top; of a team: its department
 */
public record UnitState(
        UUID orgId,
        UUID unitId,
        long version,
        boolean deleted,
        Kind kind,
        String name,
        @Nullable UUID parentId) implements State {

    /** What a unit is. */
    public enum Kind {
        DEPARTMENT,
        TEAM
    }

    public UnitState {
        Laws.present(orgId, "org_id");
        Laws.present(unitId, "unit_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.present(kind, "kind");
        Laws.law(!Laws.present(name, "name").isBlank(), "name must not be blank");
        Laws.law(!unitId.equals(parentId), "a unit is not its own parent");
    }

    @Override
    public String key() {
        return orgId + "|" + unitId;
    }

    @Override
    public UnitState erased(long lastVersion) {
        return new UnitState(orgId, unitId, lastVersion, true, kind, "deleted", null);
    }
}
