package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.connections.rules.Connection;
import dev.toktra.reconciliation.providers.connections.rules.Connection.Mishap;
import dev.toktra.reconciliation.providers.connections.rules.Connection.Reading;
import dev.toktra.reconciliation.providers.connections.rules.Connection.State;
import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret;
import dev.toktra.reconciliation.repeats.Answer;
import dev.toktra.reconciliation.repeats.AnswerStore;
import dev.toktra.reconciliation.repeats.Repeatable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connections of the caller's organisation. It writes secrets and has no right to read them. */
@ApplicationScoped
public class ConnectionStore {

    private static final String PAGE = "select * from provider_connection where deleted_at is null"
            + " and ($1::uuid is null or connection_id > $1) order by connection_id limit $2";
    private static final String COUNT = "select count(*) from provider_connection where deleted_at is null";
    private static final String FIND =
            "select * from provider_connection where deleted_at is null and connection_id = $1";
    private static final String ADD = """
            insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,
                secret_version, secret_hint, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";
    private static final String CHANGE = """
            update provider_connection set name = $2, settings = $3, state = $4, version = $5, secret_version = $6,
                secret_hint = $7, updated_at = $8
            where connection_id = $1""";
    private static final String DELETE = """
            update provider_connection set deleted_at = $2, updated_at = $2, version = version + 1, state = 'paused'
            where connection_id = $1""";
    private static final String DROP_SECRET = "delete from provider_secret where connection_id = $1";
    private static final String ADD_SECRET = """
            insert into provider_secret (connection_id, org_id, version, key_id, wrapped_key, ciphertext)
            values ($1, $2, $3, $4, $5, $6)""";

    private final OrganisationTransactions organisation;
    private final AnswerStore answers;
    private final ObjectMapper json;

    ConnectionStore(OrganisationTransactions organisation, AnswerStore answers, ObjectMapper json) {
        this.organisation = organisation;
        this.answers = answers;
        this.json = json;
    }

    /** Connections in the order in which they were made, and how many there are in all. */
    record Listing(List<Connection> items, long total) {}

    /** A connection with a new secret, or with the one it has. */
    record Change(Connection connection, @Nullable SealedSecret secret) {}

    Uni<Listing> list(@Nullable UUID after, int limit) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(after, limit))
                .flatMap(rows -> connection.query(COUNT).execute().map(count -> {
                    List<Connection> items = new ArrayList<>();
                    rows.forEach(row -> items.add(connection(row)));
                    return new Listing(items, count.iterator().next().getLong(0));
                })));
    }

    /** The connection; a 404 where the caller's organisation has none of this id. */
    public Uni<Connection> find(UUID connectionId) {
        return organisation.read(connection -> find(connection, FIND, connectionId));
    }

    /** Adds the connection once, however often the request comes. */
    Uni<Answer> add(Change fresh, Repeatable request, Function<Connection, Answer> answered) {
        return organisation
                .write(connection -> answers.once(
                        connection,
                        request,
                        () -> connection
                                .preparedQuery(ADD)
                                .execute(row(fresh.connection()))
                                .chain(() -> TwinStore.refuse(connection, fresh.connection()))
                                .chain(() -> secret(connection, fresh))
                                .map(done -> answered.apply(fresh.connection()))))
                .onFailure(ConnectionStore::isNameTaken)
                .transform(e -> nameTaken());
    }

    /** Applies a change to the connection as it is now, which nobody else changes meanwhile. */
    Uni<Connection> change(UUID connectionId, Function<Connection, Change> change) {
        return organisation
                .write(connection -> find(connection, FIND + " for update", connectionId)
                        .map(change)
                        .call(changed -> connection
                                .preparedQuery(CHANGE)
                                .execute(changedRow(changed.connection()))
                                .chain(() -> TwinStore.refuse(connection, changed.connection()))
                                .chain(() -> secret(connection, changed)))
                        .map(Change::connection))
                .onFailure(ConnectionStore::isNameTaken)
                .transform(e -> nameTaken());
    }

    /** Forgets the secret for good; the row stays for the figures that came over it. */
    Uni<Void> delete(UUID connectionId, Consumer<Connection> check, Instant now) {
        return organisation.write(connection -> find(connection, FIND + " for update", connectionId)
                .invoke(check)
                .chain(() -> connection.preparedQuery(DROP_SECRET).execute(Tuple.of(connectionId)))
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(connectionId, time(now))))
                .replaceWithVoid());
    }

    private static Uni<Void> secret(SqlConnection connection, Change change) {
        SealedSecret sealed = change.secret();
        if (sealed == null) {
            return Uni.createFrom().voidItem();
        }
        Connection owner = change.connection();
        Tuple row = Tuple.from(Arrays.asList(
                owner.connectionId(),
                owner.orgId(),
                owner.secretVersion(),
                sealed.wrappedKey().keyId(),
                io.vertx.mutiny.core.buffer.Buffer.buffer(sealed.wrappedKey().bytes())
                        .getDelegate(),
                io.vertx.mutiny.core.buffer.Buffer.buffer(sealed.ciphertext()).getDelegate()));
        return connection
                .preparedQuery(DROP_SECRET)
                .execute(Tuple.of(owner.connectionId()))
                .chain(() -> connection.preparedQuery(ADD_SECRET).execute(row))
                .replaceWithVoid();
    }

    private Uni<Connection> find(SqlConnection connection, String sql, UUID connectionId) {
        return connection.preparedQuery(sql).execute(Tuple.of(connectionId)).map(rows -> {
            if (rows.size() == 0) {
                throw Problems.notFound("connection");
            }
            return connection(rows.iterator().next());
        });
    }

    private static Tuple row(Connection connection) {
        return Tuple.from(Arrays.asList(
                connection.connectionId(),
                connection.orgId(),
                connection.provider().word(),
                connection.name(),
                new JsonObject(SettingsMapper.json(connection.settings())),
                connection.state().name().toLowerCase(Locale.ROOT),
                connection.version(),
                connection.secretVersion(),
                connection.secretHint(),
                time(connection.createdAt()),
                time(connection.updatedAt())));
    }

    private static Tuple changedRow(Connection connection) {
        return Tuple.from(Arrays.asList(
                connection.connectionId(),
                connection.name(),
                new JsonObject(SettingsMapper.json(connection.settings())),
                connection.state().name().toLowerCase(Locale.ROOT),
                connection.version(),
                connection.secretVersion(),
                connection.secretHint(),
                time(connection.updatedAt())));
    }

    private Connection connection(Row row) {
        try {
            Provider provider = Provider.of(row.getString("provider")).orElseThrow();
            return new Connection(
                    row.getUUID("connection_id"),
                    row.getUUID("org_id"),
                    row.getString("name"),
                    SettingsMapper.settings(
                            provider,
                            json.readTree(row.getJsonObject("settings").encode())),
                    State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getLong("version"),
                    row.getLong("secret_version"),
                    row.getString("secret_hint"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("updated_at").toInstant(),
                    reading(row));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reading reading(Row row) {
        Instant failed = instant(row, "last_failure_at");
        Mishap mishap =
                failed == null ? null : new Mishap(failed, row.getString("last_failure"), row.getString("last_words"));
        return new Reading(
                instant(row, "last_success_at"), instant(row, "settled_through"), row.getBoolean("stale"), mishap);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static boolean isNameTaken(Throwable failure) {
        return failure instanceof PgException pg
                && "23505".equals(pg.getSqlState())
                && "provider_connection_name".equals(pg.getConstraint());
    }

    private static Problem nameTaken() {
        return Problem.conflict("There is a connection of this name.").with(new FieldError("/name", "is taken"));
    }
}
