package dev.toktra.scoring.directory;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.read.JsonStateTable;
import dev.toktra.statetopics.read.StateTable;
import java.util.List;

/** Departments and teams. */
final class UnitStore {

    private static final List<String> REMOVE = List.of("""
            delete from unit t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid and t.unit_id = split_part(k, '|', 2)::uuid
            """);

    private static final List<String> INSERT = List.of("""
            insert into unit(org_id, unit_id, kind, name, parent_id)
            select org_id, unit_id, kind, name, parent_id
            from jsonb_to_recordset($1::text::jsonb) u(org_id uuid, unit_id uuid, kind text, name text, parent_id uuid)
            """);

    private UnitStore() {}

    static StateTable<UnitState> table() {
        return new JsonStateTable<>(REMOVE, INSERT);
    }
}
