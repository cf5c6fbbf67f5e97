package dev.toktra.reconciliation.settling.naming.models;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Aliases of the caller's organisation; whoever changes one has the names of its provider looked up anew. */
@ApplicationScoped
class AliasStore {

    private static final String UNIQUE = "23505";
    private static final String PAGE = """
            select * from model_alias where ($1::uuid is null or alias_id > $1) and ($2::text is null or provider = $2)
            order by alias_id limit $3""";
    private static final String COUNT = "select count(*) from model_alias where $1::text is null or provider = $1";
    private static final String FIND = "select * from model_alias where alias_id = $1";
    private static final String ADD = """
            insert into model_alias (alias_id, org_id, provider, pattern, canonical, version, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String CHANGE = """
            update model_alias set pattern = $2, canonical = $3, version = $4, updated_at = $5 where alias_id = $1""";
    private static final String DELETE = "delete from model_alias where alias_id = $1";
    private static final String MARK = "insert into model_mark (org_id, provider) values ($1, $2)";

    private final OrganisationTransactions organisation;
    private final Caller caller;

    AliasStore(OrganisationTransactions organisation, Caller caller) {
        this.organisation = organisation;
        this.caller = caller;
    }

    /** Aliases in the order in which they were made, and how many there are in all. */
    record Listing(List<AliasRow> items, long total) {}

    Uni<Listing> list(@Nullable UUID after, int limit, @Nullable String provider) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(after, provider, limit))
                .flatMap(rows -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(provider))
                        .map(count -> new Listing(
                                aliases(rows), count.iterator().next().getLong(0)))));
    }

    /** The alias; a 404 where the caller's organisation has none of this id. */
    Uni<AliasRow> find(UUID aliasId) {
        return organisation.read(connection -> find(connection, FIND, aliasId));
    }

    Uni<AliasRow> add(AliasRow fresh) {
        return write(connection -> connection
                .preparedQuery(ADD)
                .execute(Tuple.from(List.of(
                        fresh.aliasId(),
                        caller.org(),
                        fresh.provider(),
                        fresh.pattern(),
                        fresh.canonical(),
                        fresh.version(),
                        fresh.updatedAt().atOffset(ZoneOffset.UTC))))
                .replaceWith(fresh));
    }

    /** Applies a change to the alias as it is now, which nobody else changes meanwhile. */
    Uni<AliasRow> change(UUID aliasId, UnaryOperator<AliasRow> change) {
        return write(connection -> find(connection, FIND + " for update", aliasId)
                .map(change)
                .call(changed -> connection
                        .preparedQuery(CHANGE)
                        .execute(Tuple.of(
                                changed.aliasId(),
                                changed.pattern(),
                                changed.canonical(),
                                changed.version(),
                                changed.updatedAt().atOffset(ZoneOffset.UTC)))));
    }

    Uni<Void> delete(UUID aliasId, Consumer<AliasRow> check) {
        return write(connection -> find(connection, FIND + " for update", aliasId)
                        .invoke(check)
                        .call(() -> connection.preparedQuery(DELETE).execute(Tuple.of(aliasId))))
                .replaceWithVoid();
    }

    private interface Work {
        Uni<AliasRow> on(SqlConnection connection);
    }

    private Uni<AliasRow> write(Work work) {
        return organisation
                .write(connection -> work.on(connection)
                        .call(alias ->
                                connection.preparedQuery(MARK).execute(Tuple.of(caller.org(), alias.provider()))))
                .onFailure(failure -> failure instanceof PgException e && UNIQUE.equals(e.getSqlState()))
                .transform(failure -> Problem.conflict("There is an alias of this pattern already: change that one.")
                        .with(new FieldError("/pattern", "is another alias's of this provider")));
    }

    private static Uni<AliasRow> find(SqlConnection connection, String sql, UUID aliasId) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(aliasId))
                .map(rows -> aliases(rows).stream().findFirst().orElseThrow(() -> Problems.notFound("alias")));
    }

    private static List<AliasRow> aliases(RowSet<Row> rows) {
        List<AliasRow> aliases = new ArrayList<>();
        rows.forEach(row -> aliases.add(new AliasRow(
                row.getUUID("alias_id"),
                row.getString("provider"),
                row.getString("pattern"),
                row.getString("canonical"),
                row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant())));
        return aliases;
    }
}
