package dev.toktra.gateway.organisations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where someone belongs: a department, a team of it, or neither. */
public record Place(@Nullable UUID departmentId, @Nullable UUID teamId) {

    /** Nowhere. */
    public static final Place NOWHERE = new Place(null, null);
}
