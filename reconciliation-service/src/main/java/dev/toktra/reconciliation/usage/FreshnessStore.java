package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.providers.connections.ConnectionsConfig;
import dev.toktra.reconciliation.providers.connections.rules.Connection.Reading;
import dev.toktra.reconciliation.usage.answer.Freshness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how current the providers' counts are. */
@ApplicationScoped
class FreshnessStore {

    private static final String CONNECTIONS = """
            select connection_id, provider, last_success_at, settled_through, stale from provider_connection
            where deleted_at is null and ($1::text is null or provider = $1)""";

    private final ConnectionsConfig config;
    private final Clock clock;

    FreshnessStore(ConnectionsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Of all connections, and of the providers that were seen without one.
     *
     * @param provider the only one that is asked for; null: all
     */
    Uni<List<Freshness>> read(SqlConnection connection, @Nullable String provider, Collection<String> seen) {
        return connection.preparedQuery(CONNECTIONS).execute(Tuple.of(provider)).map(rows -> {
            List<Freshness> connected = new ArrayList<>();
            rows.forEach(row -> connected.add(freshness(row)));
            return Freshness.of(connected, seen);
        });
    }

    private Freshness freshness(Row row) {
        Reading reading = new Reading(
                instant(row, "last_success_at"), instant(row, "settled_through"), row.getBoolean("stale"), null);
        return new Freshness(
                row.getString("provider"),
                row.getUUID("connection_id"),
                reading.freshness(clock.instant(), config.staleAfter()),
                reading.lastSuccessAt(),
                reading.settledThrough());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
