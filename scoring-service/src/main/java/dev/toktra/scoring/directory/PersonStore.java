package dev.toktra.scoring.directory;

import dev.toktra.events.PersonState;
import dev.toktra.statetopics.read.JsonStateTable;
import dev.toktra.statetopics.read.StateTable;
import java.util.List;

/** People, where they belong and when they are meant to use AI tools. */
final class PersonStore {

    private static final List<String> REMOVE = List.of("""
            delete from person t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid and t.user_id = split_part(k, '|', 2)::uuid
            """, """
            delete from membership t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid and t.user_id = split_part(k, '|', 2)::uuid
            """, """
            delete from eligibility t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid and t.user_id = split_part(k, '|', 2)::uuid
            """);

    private static final List<String> INSERT = List.of("""
            insert into person(org_id, user_id, email, name, role, status)
            select org_id, user_id, email, name, role, status
            from jsonb_to_recordset($1::text::jsonb)
                p(org_id uuid, user_id uuid, email text, name text, role text, status text)
            """, """
            insert into membership(org_id, user_id, place, department_id, team_id, valid_from, valid_until)
            select p.org_id, p.user_id, m.place - 1, (m.item ->> 'department_id')::uuid, (m.item ->> 'team_id')::uuid,
                (m.item ->> 'valid_from')::date, (m.item ->> 'valid_until')::date
            from jsonb_to_recordset($1::text::jsonb) p(org_id uuid, user_id uuid, memberships jsonb)
            cross join lateral jsonb_array_elements(p.memberships) with ordinality m(item, place)
            """, """
            insert into eligibility(org_id, user_id, place, valid_from, valid_until)
            select p.org_id, p.user_id, e.place - 1, (e.item ->> 'valid_from')::date, (e.item ->> 'valid_until')::date
            from jsonb_to_recordset($1::text::jsonb) p(org_id uuid, user_id uuid, eligibility jsonb)
            cross join lateral jsonb_array_elements(p.eligibility) with ordinality e(item, place)
            """);

    private PersonStore() {}

    static StateTable<PersonState> table() {
        return new JsonStateTable<>(REMOVE, INSERT);
    }
}
