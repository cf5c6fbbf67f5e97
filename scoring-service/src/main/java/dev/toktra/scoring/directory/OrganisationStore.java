package dev.toktra.scoring.directory;

import dev.toktra.events.OrganisationState;
import dev.toktra.statetopics.read.JsonStateTable;
import dev.toktra.statetopics.read.StateTable;
import java.util.List;

/** Organisations and their zones by day. */
final class OrganisationStore {

    private static final List<String> REMOVE = List.of("""
            delete from organisation t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid
            """, """
            delete from organisation_zone t using unnest($1::text[]) k where t.org_id = split_part(k, '|', 1)::uuid
            """);

    private static final List<String> INSERT = List.of("""
            insert into organisation(org_id, name, currency, privacy)
            select org_id, name, currency, privacy
            from jsonb_to_recordset($1::text::jsonb) o(org_id uuid, name text, currency text, privacy text)
            """, """
            insert into organisation_zone(org_id, valid_from, place, zone)
            select o.org_id, (z.item ->> 'from')::date, z.place - 1, z.item ->> 'zone'
            from jsonb_to_recordset($1::text::jsonb) o(org_id uuid, zones jsonb)
            cross join lateral jsonb_array_elements(o.zones) with ordinality z(item, place)
            """);

    private OrganisationStore() {}

    static StateTable<OrganisationState> table() {
        return new JsonStateTable<>(REMOVE, INSERT);
    }
}
