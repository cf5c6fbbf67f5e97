package dev.toktra.reconciliation.directory;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.read.StateTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Departments and teams. */
@ApplicationScoped
class UnitStore implements StateTable<UnitState> {

    private static final String UPSERT = """
            insert into unit (org_id, unit_id, kind, name, parent_id)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[])
            on conflict (org_id, unit_id) do update set kind = excluded.kind, name = excluded.name,
                parent_id = excluded.parent_id""";

    private static final String DELETE = """
            delete from unit where (org_id, unit_id) in (
                select split_part(key, '|', 1)::uuid, split_part(key, '|', 2)::uuid from unnest($1::text[]) key)""";

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<UnitState> states) {
        Tuple rows = new Columns<>(states)
                .uuids(UnitState::orgId)
                .uuids(UnitState::unitId)
                .texts(state -> state.kind().name().toLowerCase(Locale.ROOT))
                .texts(UnitState::name)
                .uuids(UnitState::parentId)
                .tuple();
        return transaction.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        Object values = keys.toArray(String[]::new);
        return transaction.preparedQuery(DELETE).execute(Tuple.of(values)).replaceWithVoid();
    }
}
