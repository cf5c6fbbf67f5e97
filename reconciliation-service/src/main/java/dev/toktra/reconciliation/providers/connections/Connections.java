package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.Precondition;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.connections.ConnectionBody.Wanted;
import dev.toktra.reconciliation.providers.connections.ConnectionStore.Change;
import dev.toktra.reconciliation.providers.connections.rules.AddressRule;
import dev.toktra.reconciliation.providers.connections.rules.Connection;
import dev.toktra.reconciliation.providers.connections.rules.Connection.Reading;
import dev.toktra.reconciliation.providers.connections.sealing.Envelope;
import dev.toktra.reconciliation.providers.connections.sealing.SealedFor;
import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret;
import dev.toktra.reconciliation.repeats.Answer;
import dev.toktra.reconciliation.repeats.Repeatable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What administrators do with connections. */
@ApplicationScoped
@SuppressWarnings("checkstyle:ParameterNumber") // wiring only
class Connections {

    private final Caller caller;
    private final ConnectionStore store;
    private final AddressRule addresses;
    private final Optional<Envelope> envelope;
    private final ConnectionsConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    Connections(
            Caller caller,
            ConnectionStore store,
            AccessProducer.Sealing sealing,
            ConnectionsConfig config,
            ObjectMapper json,
            Clock clock) {
        this.caller = caller;
        this.store = store;
        this.addresses = sealing.addresses();
        this.envelope = sealing.envelope();
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    ShownConnection shown(Connection connection) {
        return ShownConnection.of(connection, clock.instant(), config.staleAfter());
    }

    Uni<ShownConnection.Page> list(PageParameters page) {
        int limit = page.limit();
        return store.list(page.after(), limit + 1).map(found -> {
            boolean more = found.items().size() > limit;
            List<ShownConnection> items =
                    found.items().stream().limit(limit).map(this::shown).toList();
            String next = more ? items.get(limit - 1).connectionId().toString() : null;
            return new ShownConnection.Page(items, next, more, found.total());
        });
    }

    Uni<Connection> get(String connectionId) {
        return store.find(ConnectionResource.id(connectionId));
    }

    Uni<Answer> add(JsonNode body, Repeatable request) {
        Wanted wanted = ConnectionBody.fresh(body, addresses, json);
        Instant now = now();
        Connection fresh = new Connection(
                UuidCreator.getTimeOrderedEpoch(),
                caller.org(),
                wanted.name(),
                wanted.settings(),
                wanted.state(),
                1,
                1,
                String.valueOf(wanted.hint()),
                now,
                now,
                Reading.NONE);
        return store.add(new Change(fresh, sealed(fresh, wanted.secret())), request, this::created);
    }

    private Answer created(Connection made) {
        try {
            return Answer.created(
                    "/v1/providers/" + made.connectionId(),
                    Precondition.etag(made.version()),
                    json.writeValueAsString(shown(made)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Uni<Connection> change(String connectionId, Precondition precondition, JsonNode body) {
        return store.change(ConnectionResource.id(connectionId), now -> {
            precondition.check(now.version());
            Wanted wanted = ConnectionBody.changed(body, now, addresses, json);
            String hint = wanted.hint();
            Connection changed = new Connection(
                    now.connectionId(),
                    now.orgId(),
                    wanted.name(),
                    wanted.settings(),
                    wanted.state(),
                    now.version() + 1,
                    now.secretVersion() + (hint == null ? 0 : 1),
                    hint == null ? now.secretHint() : hint,
                    now.createdAt(),
                    now(),
                    now.reading());
            return new Change(changed, sealed(changed, wanted.secret()));
        });
    }

    Uni<Void> delete(String connectionId, Precondition precondition) {
        return store.delete(ConnectionResource.id(connectionId), now -> precondition.check(now.version()), now());
    }

    private @Nullable SealedSecret sealed(Connection connection, @Nullable Secret secret) {
        if (secret == null) {
            return null;
        }
        SealedFor owner = new SealedFor(
                connection.orgId(), connection.provider(), connection.connectionId(), connection.secretVersion());
        return envelope.orElseThrow(() -> Problem.unavailable(
                        "secrets-key-missing",
                        "Secrets cannot be kept: an operator has to set toktra.secrets.key-file.",
                        Duration.ofHours(1)))
                .seal(secret, owner);
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
