package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.providers.connections.rules.Connection;
import dev.toktra.reconciliation.providers.connections.rules.Connection.Mishap;
import dev.toktra.reconciliation.providers.connections.rules.Connection.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A connection as administrators see it; its secret is never part of an answer. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ProviderConnection")
record ShownConnection(
        UUID connectionId,
        String provider,
        String name,
        Map<String, Object> settings,
        String state,
        String secretHint,
        Instant createdAt,
        Instant updatedAt,
        Freshness freshness) {

    /**
     * How its reading goes.
     *
     * @param state fresh, stale, or missing where it was never read
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ConnectionFreshness")
    record Freshness(
            String state,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant settledThrough,
            @Nullable LastFailure lastFailure) {}

    /** The last time that something could not be read. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ConnectionFailure")
    record LastFailure(Instant at, String failure, String words) {}

    /** A page of connections. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ProviderConnectionList")
    record Page(List<ShownConnection> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** What came of a test. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ConnectionTest")
    record Tested(boolean works, @Nullable String failure, String words, List<String> remarks) {}

    /** What a request says of a new connection; in a change all but the provider, and nothing is needed. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "NewProviderConnection")
    record Wanted(
            @Schema(enumeration = {"openai", "anthropic", "azure_openai", "gcp_vertex"})
            String provider,

            String name,

            @Schema(
                    description = "openai, anthropic: base_url. azure_openai: tenant, client_id, subscriptions,"
                            + " login_url, management_url. gcp_vertex: projects, token_url, monitoring_url."
                            + " Addresses are those of the provider by default.")
            @Nullable
            Map<String, Object> settings,

            @Schema(enumeration = {"active", "paused"}) @Nullable
            String state,

            @Schema(
                    description = "Admin key, client secret, or the JSON key file of a service account as a text;"
                            + " never shown again")
            String secret) {}

    static ShownConnection of(Connection connection, Instant now, Duration staleAfter) {
        return new ShownConnection(
                connection.connectionId(),
                connection.provider().word(),
                connection.name(),
                SettingsMapper.json(connection.settings()),
                connection.state().name().toLowerCase(Locale.ROOT),
                connection.secretHint(),
                connection.createdAt(),
                connection.updatedAt(),
                freshness(connection.reading(), now, staleAfter));
    }

    private static Freshness freshness(Reading reading, Instant now, Duration staleAfter) {
        Mishap mishap = reading.lastFailure();
        LastFailure failure = mishap == null ? null : new LastFailure(mishap.at(), mishap.failure(), mishap.words());
        return new Freshness(
                reading.freshness(now, staleAfter), reading.lastSuccessAt(), reading.settledThrough(), failure);
    }
}
