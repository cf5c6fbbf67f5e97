package dev.toktra.gateway.access;

import dev.toktra.gateway.conventions.Listing;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.gateway.conventions.SecuredStore;
import dev.toktra.gateway.conventions.Window;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/** API keys in the database, by their digests. */
@ApplicationScoped
public class ApiKeyStore {

    /** How long a request waits for its caller to be recognised. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Rows rows = new Rows();
    private final SecuredStore secured;
    private final Pool pool;

    public ApiKeyStore(SecuredStore secured, Pool pool) {
        this.secured = secured;
        this.pool = pool;
    }

    private static final class Rows implements PanacheRepositoryBase<ApiKeyRow, UUID> {}

    /** The key with this secret, of whatever organisation: knowing the secret is what lets its row be seen. */
    public Uni<Optional<ApiKey>> with(KeySecret secret) {
        return pool.preparedQuery("select * from api_key_with($1)")
                .execute(Tuple.of(Buffer.buffer(secret.digest())))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(ApiKeyStore::first);
    }

    private static Optional<ApiKey> first(RowSet<Row> found) {
        Iterator<Row> rows = found.iterator();
        return rows.hasNext() ? Optional.of(ApiKeyRow.of(rows.next()).key()) : Optional.empty();
    }

    Uni<ApiKey> add(ApiKey key, KeySecret secret) {
        return secured.in(
                key.orgId(),
                () -> rows.persistAndFlush(ApiKeyRow.of(key, secret)).map(ApiKeyRow::key));
    }

    Uni<Listing<ApiKey>> list(UUID orgId, Window window) {
        return secured.in(
                orgId,
                () -> rows.find("orgId = ?1 and keyId > ?2 order by keyId", orgId, window.afterId())
                        .range(0, window.limit())
                        .list()
                        .chain(found -> rows.count("orgId", orgId)
                                .map(total -> window.listing(
                                        found.stream().map(ApiKeyRow::key).toList(), ApiKey::keyId, total))));
    }

    /** Revokes a key for good; one that is revoked stays so since it was. */
    Uni<Void> revoke(UUID orgId, UUID keyId, Instant now) {
        return secured.in(
                orgId,
                () -> rows.find("orgId = ?1 and keyId = ?2", orgId, keyId)
                        .firstResult()
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.unknown("There is no such key."))
                        .invoke(row -> row.revokedAt = row.revokedAt == null ? now : row.revokedAt)
                        .replaceWithVoid());
    }
}
