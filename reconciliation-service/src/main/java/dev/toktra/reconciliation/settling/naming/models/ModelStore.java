package dev.toktra.reconciliation.settling.naming.models;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.settling.naming.ModelNames;
import dev.toktra.reconciliation.settling.naming.ModelNames.Alias;
import dev.toktra.reconciliation.settling.naming.ModelNames.Deployment;
import dev.toktra.reconciliation.settling.naming.models.ModelMapper.Cursor;
import dev.toktra.reconciliation.settling.naming.models.ModelMapper.Name;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names of models that the caller's organisation uses, and what they are called. */
@ApplicationScoped
class ModelStore {

    /** When a name was used last is looked for backwards in time: that of a name in use is found at once. */
    private static final String PAGE = """
            select n.provider, n.name,
                (select u.day from usage_daily u where u.org_id = n.org_id and u.provider = n.provider and u.model = n.name
                    and u.day >= $5 order by u.day desc limit 1) as seen,
                (select (c.bucket at time zone 'UTC')::date from provider_count c where c.org_id = n.org_id
                    and c.provider = n.provider and c.model = n.name and c.bucket >= $6
                    order by c.bucket desc limit 1) as counted
            from model_name n
            where ($1::text is null or (n.provider, n.name) > ($1, $2)) and ($3::text is null or n.provider = $3)
            order by n.provider, n.name limit $4""";

    private static final String COUNT = "select count(*) from model_name where $1::text is null or provider = $1";
    private static final String ALIASES = "select provider, pattern, canonical from model_alias";
    private static final String DEPLOYMENTS = """
            select distinct c.provider, n.provider_id, n.model
            from provider_name n join provider_connection c on c.connection_id = n.connection_id
            where n.kind = 'deployment' and n.model is not null and n.valid_until is null""";

    private final OrganisationTransactions organisation;

    ModelStore(OrganisationTransactions organisation) {
        this.organisation = organisation;
    }

    /** Which names are asked for. */
    record Asked(
            @Nullable Cursor after, int limit, @Nullable String provider, Instant since) {}

    /** Names in alphabetical order by provider, how many there are in all, and the rules for them. */
    record Listing(List<Name> names, long total, ModelNames models) {}

    Uni<Listing> list(Asked asked) {
        return organisation.snapshot(connection -> names(connection, asked)
                .flatMap(names -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(asked.provider()))
                        .flatMap(count -> models(connection)
                                .map(models -> new Listing(
                                        names, count.iterator().next().getLong(0), models)))));
    }

    private static Uni<List<Name>> names(SqlConnection connection, Asked asked) {
        Cursor after = asked.after();
        Tuple parameters = Tuple.tuple()
                .addValue(after == null ? null : after.provider())
                .addValue(after == null ? null : after.name())
                .addValue(asked.provider())
                .addValue(asked.limit())
                .addValue(asked.since().atOffset(ZoneOffset.UTC).toLocalDate())
                .addValue(asked.since().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(PAGE)
                .execute(parameters)
                .map(rows -> all(
                        rows,
                        row -> new Name(
                                row.getString("provider"),
                                row.getString("name"),
                                row.getLocalDate("seen"),
                                row.getLocalDate("counted"))));
    }

    private static Uni<ModelNames> models(SqlConnection connection) {
        return connection
                .query(ALIASES)
                .execute()
                .flatMap(aliases -> connection
                        .query(DEPLOYMENTS)
                        .execute()
                        .map(deployments -> new ModelNames(
                                all(
                                        aliases,
                                        row -> new Alias(
                                                row.getString("provider"),
                                                row.getString("pattern"),
                                                row.getString("canonical"))),
                                all(
                                        deployments,
                                        row -> new Deployment(
                                                row.getString("provider"),
                                                Names.deploymentIn(row.getString("provider_id")),
                                                row.getString("model"))))));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(mapper.apply(row)));
        return all;
    }
}
