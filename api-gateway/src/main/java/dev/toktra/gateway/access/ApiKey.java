package dev.toktra.gateway.access;

import dev.toktra.callerscope.Actor;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.callerscope.VouchedCaller;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: without its secret.
 *
 * @param hint beginning and end of the secret
 * @param expiresAt the first instant at which it no longer works, null: works until revoked
 * @param lastUsedAt at most some seconds old
 */
public record ApiKey(
        UUID orgId,
        UUID keyId,
        String name,
        String hint,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the key opens anything at this instant. */
    public boolean worksAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Who the holder of this key is: it sees all data of its organisation, and changes settings as admin only. */
    public Caller caller() {
        Role role = scopes.contains(Scope.ADMIN) ? Role.ADMIN : Role.ANALYST;
        Set<String> words = scopes.stream().map(Scope::word).collect(Collectors.toSet());
        return new VouchedCaller(orgId, keyId.toString(), Actor.KEY, null, Set.of(role), words);
    }
}
