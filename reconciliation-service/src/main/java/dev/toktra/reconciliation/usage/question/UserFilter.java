package dev.toktra.reconciliation.usage.question;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage.
 *
 * @param userId null: of identities whom the directory did not know on the day
 */
public record UserFilter(@Nullable UUID userId) {

    /** How unknown identities are called on the wire. */
    public static final String UNKNOWN = "unknown";
}
