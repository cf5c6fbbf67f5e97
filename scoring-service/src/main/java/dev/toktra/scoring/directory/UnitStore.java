package dev.toktra.scoring.directory;

import dev.toktra.events.EventJson;
import dev.toktra.events.UnitState;
import dev.toktra.statetopics.read.StateTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Departments and teams. */
final class UnitStore implements StateTable<UnitState> {

    private static final List<String> REMOVE = List.of("""
            delete from unit t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid and t.unit_id = split_part(k, '|', 2)::uuid
            """);

    private static final List<String> INSERT = List.of("""
            insert into unit(org_id, unit_id, kind, name, parent_id)
            select org_id, unit_id, kind, name, parent_id
            from jsonb_to_recordset($1::text::jsonb) u(org_id uuid, unit_id uuid, kind text, name text, parent_id uuid)
            """);

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<UnitState> units) {
        String json = new String(EventJson.write(units), StandardCharsets.UTF_8);
        return remove(transaction, units.stream().map(UnitState::key).toList())
                .chain(() -> each(transaction, INSERT, Tuple.of(json)));
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        return each(transaction, REMOVE, Tuple.of((Object) keys.toArray(String[]::new)));
    }

    private static Uni<Void> each(SqlConnection transaction, List<String> statements, Tuple parameters) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String sql : statements) {
            done = done.chain(
                    () -> transaction.preparedQuery(sql).execute(parameters).replaceWithVoid());
        }
        return done;
    }
}
