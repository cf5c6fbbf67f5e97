package dev.toktra.callerscope;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A caller whose proof was checked. */
public record VouchedCaller(
        UUID org, String subject, Actor actor, @Nullable UUID userId, Set<Role> roles, Set<String> scopes)
        implements Caller {

    public VouchedCaller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }
}
