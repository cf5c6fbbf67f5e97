package dev.toktra.reconciliation.asking.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage.
 *
 * @param userId null: of nobody that is known
 * @param attributed whether devices saw it: of identities whom the directory did not know on the day; else only a provider
 *     counted it, for nobody that could be named
 */
public record UserFilter(@Nullable UUID userId, boolean attributed) {

    /** How unknown identities are called on the wire. */
    public static final String UNKNOWN = "unknown";

    /** How usage is called that only a provider counted, for nobody that could be named. */
    public static final String UNATTRIBUTED = "unattributed";

    /** Of a person. */
    public static UserFilter of(UUID userId) {
        return new UserFilter(userId, true);
    }

    public static UserFilter unknown() {
        return new UserFilter(null, true);
    }

    public static UserFilter unattributed() {
        return new UserFilter(null, false);
    }

    /** As answers call them. */
    public String key() {
        return userId != null ? userId.toString() : attributed ? UNKNOWN : UNATTRIBUTED;
    }
}
