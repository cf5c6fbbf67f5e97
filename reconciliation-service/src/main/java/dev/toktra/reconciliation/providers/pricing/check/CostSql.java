package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.GroupsSql;
import dev.toktra.reconciliation.asking.PlacedSql;
import java.util.List;

/** Questions about what reconciled hours cost and what is billed. Parameters: provider, first day, last day, model, … */
final class CostSql {

    private static final int WHOSE = 5;
    private static final int AFTER = 8;

    /** Anthropic's cost report leaves the priority tier out. */
    private static final String SHARES = """
            select s.org_id, s.provider, s.hour, s.day, s.model, s.subject, s.unit_id, s.input + s.output as tokens, s.cost
            from settled_share s join settled_hour h using (org_id, provider, hour)
            where h.state = 'reconciled' and ($1::text is null or s.provider = $1)
                and s.hour >= $2::date::timestamp at time zone 'UTC'
                and s.hour < ($3::date + 1)::timestamp at time zone 'UTC' and ($4::text is null or s.model = $4)
                and not (s.provider = 'anthropic' and s.tier = 'priority')""";

    private static final String DAYS = """
            select c.provider, (c.hour at time zone 'UTC')::date as day, c.model, sum(c.cost) as usd,
                coalesce(sum(c.tokens) filter (where c.cost is null), 0)::bigint as unpriced
            from %s c group by 1, 2, 3""";

    static final String HOURS = """
            select provider, (hour at time zone 'UTC')::date as day, count(*)::int as hours from settled_hour
            where state = 'reconciled' and ($1::text is null or provider = $1)
                and hour >= $2::date::timestamp at time zone 'UTC'
                and hour < ($3::date + 1)::timestamp at time zone 'UTC'
            group by 1, 2""";

    /** OpenAI names the model in its line items, before a comma. */
    static final String BILLED = """
            select c.provider, (c.bucket at time zone 'UTC')::date as day, c.line_item, c.model, sum(c.usd) as usd,
                coalesce(n.canonical, c.model, m.canonical) as canonical
            from provider_cost c
            left join model_name n on n.org_id = c.org_id and n.provider = c.provider and n.name = c.model
            left join model_name m on m.org_id = c.org_id and m.provider = c.provider and c.model is null
                and m.name = regexp_replace(c.line_item, ', [^,]*$', '')
            where c.state <> 'retracted' and ($1::text is null or c.provider = $1)
                and c.bucket >= $2::date::timestamp at time zone 'UTC'
                and c.bucket < ($3::date + 1)::timestamp at time zone 'UTC'
            group by 1, 2, 3, 4, 6""";

    private static final String COST = """
            'usd', sum(c.cost), 'tokens', sum(c.tokens),
            'unpriced_tokens', coalesce(sum(c.tokens) filter (where c.cost is null), 0)""";

    /** How much of all costs is whose. */
    static final String ATTRIBUTION = "with shares as (" + SHARES + """
            ),
            owned as (
                select case when subject in ('unknown', 'unattributed') then subject else 'people' end as who,
                    sum(cost) as cost, sum(tokens) as tokens, sum(tokens) filter (where cost is null) as unpriced
                from shares group by 1)
            select json_build_object('all', json_build_object('usd', (select sum(cost) from owned),
                    'tokens', (select coalesce(sum(tokens), 0) from owned),
                    'unpriced_tokens', (select coalesce(sum(unpriced), 0) from owned)),
            """ + "'people', " + owned("people")
            + ", 'unknown', " + owned("unknown") + ", 'unattributed', "
            + owned("unattributed") + ")::text as body";

    private CostSql() {}

    /** By provider, day and model; of some people further parameters: person, departments, team. */
    static String days(boolean ofPeople) {
        return ofPeople
                ? "with " + PlacedSql.chosen(SHARES, WHOSE) + " " + DAYS.formatted("chosen")
                : DAYS.formatted("(" + SHARES + ")");
    }

    /** A page of groups as JSON; further parameters: person, departments, team, last key of the page before, items of a page. */
    static String groups(List<Grouping> groups) {
        return "with " + PlacedSql.chosen(SHARES, WHOSE)
                + """
                , keyed as (select c.*, %s as key from chosen c),
                grouped as (select c.key, jsonb_build_object(%s, %s) as item from keyed c group by c.key),
                """.formatted(Grouping.key(groups), Grouping.members(groups), COST)
                + GroupsSql.page("g.item || jsonb_build_object(" + Grouping.names(groups) + ")", AFTER)
                + ")::text as body";
    }

    private static String owned(String who) {
        return """
                json_build_object('usd', (select cost from owned where who = '%1$s'),
                    'tokens', coalesce((select tokens from owned where who = '%1$s'), 0),
                    'unpriced_tokens', coalesce((select unpriced from owned where who = '%1$s'), 0))""".formatted(who);
    }
}
