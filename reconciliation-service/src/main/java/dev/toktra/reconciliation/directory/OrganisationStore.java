package dev.toktra.reconciliation.directory;

import dev.toktra.events.OrganisationState;
import dev.toktra.statetopics.read.StateTable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Organisations, for queries; the ledger reads them from memory. */
@ApplicationScoped
class OrganisationStore implements StateTable<OrganisationState> {

    private static final String UPSERT = """
            insert into organisation (org_id, version, name, zones, currency, privacy, raw_retention_days)
            select u.org_id, u.version, u.name, u.zones::jsonb, u.currency, u.privacy, u.days::int
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                u(org_id, version, name, zones, currency, privacy, days)
            on conflict (org_id) do update set version = excluded.version, name = excluded.name, zones = excluded.zones,
                currency = excluded.currency, privacy = excluded.privacy,
                raw_retention_days = excluded.raw_retention_days""";

    private static final String DELETE = "delete from organisation where org_id = any($1::text[]::uuid[])";

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<OrganisationState> states) {
        Tuple rows = new Columns<>(states)
                .uuids(OrganisationState::orgId)
                .longs(OrganisationState::version)
                .texts(OrganisationState::name)
                .texts(OrganisationStore::zones)
                .texts(OrganisationState::currency)
                .texts(state -> state.privacy().name().toLowerCase(Locale.ROOT))
                .longs(state -> (long) state.rawRetentionDays())
                .tuple();
        return transaction.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        Object values = keys.toArray(String[]::new);
        return transaction.preparedQuery(DELETE).execute(Tuple.of(values)).replaceWithVoid();
    }

    private static String zones(OrganisationState state) {
        JsonArray zones = new JsonArray();
        for (OrganisationState.DatedZone dated : state.zones()) {
            zones.add(new JsonObject()
                    .put("from", dated.from().toString())
                    .put("zone", dated.zone().getId()));
        }
        return zones.encode();
    }
}
