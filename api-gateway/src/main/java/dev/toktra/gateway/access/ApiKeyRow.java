package dev.toktra.gateway.access;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_key}. */
@Entity
@Table(name = "api_key")
class ApiKeyRow {

    @Id
    @Column(name = "key_id")
    UUID keyId;

    @Column(name = "org_id", updatable = false)
    UUID orgId;

    @Column(updatable = false)
    String name;

    @Column(updatable = false)
    String hint;

    @Column(updatable = false)
    byte[] digest;

    @Column(updatable = false)
    String[] scopes;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    @Nullable
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    @Nullable
    Instant lastUsedAt;

    static ApiKeyRow of(ApiKey key, KeySecret secret) {
        ApiKeyRow row = new ApiKeyRow();
        row.keyId = key.keyId();
        row.orgId = key.orgId();
        row.name = key.name();
        row.hint = secret.hint();
        row.digest = secret.digest();
        row.scopes = key.scopes().stream().map(Scope::word).sorted().toArray(String[]::new);
        row.createdAt = key.createdAt();
        row.expiresAt = key.expiresAt();
        return row;
    }

    static ApiKeyRow of(Row found) {
        ApiKeyRow row = new ApiKeyRow();
        row.keyId = found.getUUID("key_id");
        row.orgId = found.getUUID("org_id");
        row.name = found.getString("name");
        row.hint = found.getString("hint");
        row.scopes = found.getArrayOfStrings("scopes");
        row.createdAt = found.getOffsetDateTime("created_at").toInstant();
        row.expiresAt = instant(found.getOffsetDateTime("expires_at"));
        row.revokedAt = instant(found.getOffsetDateTime("revoked_at"));
        row.lastUsedAt = instant(found.getOffsetDateTime("last_used_at"));
        return row;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** The key; a scope that this version does not know allows nothing. */
    ApiKey key() {
        Set<Scope> known =
                Arrays.stream(scopes).map(Scope::of).flatMap(Optional::stream).collect(Collectors.toSet());
        return new ApiKey(orgId, keyId, name, hint, known, createdAt, expiresAt, revokedAt, lastUsedAt);
    }
}
