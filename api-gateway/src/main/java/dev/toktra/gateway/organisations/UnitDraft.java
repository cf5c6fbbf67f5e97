package dev.toktra.gateway.organisations;

import dev.toktra.events.UnitState.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A department or team as someone wants it.
 *
 * @param name null: as it is
 * @param moved whether it gets another parent
 * @param parentId the parent if it is moved; null: the top
 */
record UnitDraft(
        Kind kind,
        @Nullable String name,
        boolean moved,
        @Nullable UUID parentId) {

    /** Which field of the body names the parent. */
    String parentPointer() {
        return kind == Kind.DEPARTMENT ? "/parent_id" : "/department_id";
    }
}
