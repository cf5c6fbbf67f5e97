package dev.toktra.reconciliation.settling.answers;

import dev.toktra.reconciliation.asking.Grouping;
import java.util.List;

/** How much of what providers counted is somebody's: parts of statements that have a table {@code cells}. */
final class OwnedSql {

    /** All shares of the cells by who they are of: people, devices of nobody known, nobody. */
    private static final String OWNED = """
            owned as (
                select %s as key, c.state, case when s.subject in ('unknown', 'unattributed') then s.subject else 'people' end
                    as who, sum(s.input) as input, sum(s.output) as output
                from cells c join settled_share s on s.org_id = c.org_id and s.provider = c.provider and s.hour = c.hour
                    and s.model = c.model and s.hour >= $1::date::timestamp at time zone 'UTC'
                    and s.hour < ($2::date + 1)::timestamp at time zone 'UTC'
                group by 1, 2, 3)""";

    /** The member that says how much of the whole cannot be told by person. */
    static final String ATTRIBUTION = "'attribution', (select json_build_object('provider_count', " + tokens("true")
            + ", 'people', " + tokens("o.who = 'people'") + ", 'unknown', " + tokens("o.who = 'unknown'")
            + ", 'unattributed', " + tokens("o.who = 'unattributed'") + ", 'unattributed_percent',"
            + " round(100 * coalesce(sum(o.input + o.output) filter (where o.who = 'unattributed'), 0)"
            + " / nullif(sum(o.input + o.output), 0), 2)) from owned o)";

    private static final String FRESHNESS = """
            (select coalesce(json_agg(json_build_object('connection_id', p.connection_id, 'state',
                    case when p.last_success_at is null then 'missing' when p.stale then 'stale' else 'fresh' end,
                    'last_success_at', p.last_success_at, 'settled_through', p.settled_through)
                    order by p.connection_id), '[]')
                from provider_connection p where p.provider = g.item ->> 'provider' and p.deleted_at is null)""";

    private OwnedSql() {}

    /** The table {@code owned}. */
    static String owned(String key) {
        return OWNED.formatted(key);
    }

    /** The member that says how fresh a group's provider is; null where groups are not of one. */
    static String freshness(List<Grouping> groups) {
        return "'freshness', " + (groups.contains(Grouping.PROVIDER) ? FRESHNESS : "null");
    }

    private static String tokens(String which) {
        return "json_build_object('input', coalesce(sum(o.input) filter (where %1$s), 0), 'output',".formatted(which)
                + " coalesce(sum(o.output) filter (where %1$s), 0))".formatted(which);
    }
}
