package dev.toktra.reconciliation.providers.connections;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.providers.connections.rules.Connection;
import dev.toktra.reconciliation.providers.connections.rules.Connection.State;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Sees to it that an account is read over one connection: over two its tokens would count twice. */
final class TwinStore {

    /** One connection of an organisation at a time is looked at, so that of two at once the second one sees the first. */
    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('provider_connection ' || $1, 0))";

    private static final String TWIN = """
            select name from provider_connection
            where deleted_at is null and state = 'active' and connection_id <> $1 and provider = $2 and settings = $3
                and secret_hint = $4
            order by connection_id limit 1""";

    private TwinStore() {}

    /** Fails with 409 where another active connection has the same settings and secret. */
    static Uni<Void> refuse(SqlConnection connection, Connection one) {
        if (one.state() != State.ACTIVE) {
            return Uni.createFrom().voidItem();
        }
        Tuple same = Tuple.of(
                one.connectionId(),
                one.provider().word(),
                new JsonObject(SettingsMapper.json(one.settings())),
                one.secretHint());
        return connection
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(one.orgId().toString()))
                .chain(() -> connection.preparedQuery(TWIN).execute(same))
                .invoke(rows -> rows.forEach(row -> {
                    throw twin(row.getString("name"));
                }))
                .replaceWithVoid();
    }

    private static Problem twin(String name) {
        return Problem.conflict("The connection " + name + " reads the same account with the same secret: over two its"
                        + " tokens would count twice. Change or delete that one instead.")
                .with(new FieldError("/settings", "are those of another active connection"));
    }
}
