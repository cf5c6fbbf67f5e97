package dev.toktra.reconciliation.settling.answers;

import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.GroupsSql;
import dev.toktra.reconciliation.asking.PlacedSql;

/**
 * The question whose the tokens of cells are. Parameters: those of {@link CellSql}, then person, departments, team. Shares
 * stand against the estimates of the same people; a person is where they were on the day.
 */
final class PeopleSql {

    private static final int AFTER = 7;
    private static final int WHOSE = 10;
    private static final String END = ", 'as_of', $9::text)::text as body";

    private static final String ROWS = """
            with cells as materialized (
                select c.*, row_number() over () as cell from settled_cell c
                where c.hour >= $1::date::timestamp at time zone 'UTC'
                    and c.hour < ($2::date + 1)::timestamp at time zone 'UTC'
                    and ($3::text is null or c.provider = $3) and ($4::text is null or c.model = $4)
                    and ($5::text is null or c.state = $5) and $6::text is null),
            told as (
                select c.cell, s.day, s.subject, s.unit_id,
                    s.input, s.output, 0::bigint as device_input, 0::bigint as device_output, 0::bigint as device_requests
                from cells c join settled_share s on s.org_id = c.org_id and s.provider = c.provider and s.hour = c.hour
                    and s.model = c.model and s.hour >= $1::date::timestamp at time zone 'UTC'
                    and s.hour < ($2::date + 1)::timestamp at time zone 'UTC'),
            seen as (
                select c.cell, u.day,
                    coalesce(p.user_id::text, 'unknown'), null::uuid, 0::bigint, 0::bigint,
                    u.fresh_input + u.cache_read + u.cache_write, u.output, u.requests
                from usage_hourly u
                left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
                join cells c on c.org_id = u.org_id and c.provider = u.provider and c.hour = u.hour
                    and c.model = coalesce(n.canonical, u.model)
                left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
                where u.day between $1::date - 1 and $2::date + 1),
            """ + PlacedSql.chosen("select * from told union all select * from seen", WHOSE);

    private static final String FIGURES = """
            'cells', count(*),
            'state', (array['estimated', 'provisional', 'reconciled', 'restated'])[min(case c.state when 'estimated' then 1
                when 'provisional' then 2 when 'reconciled' then 3 else 4 end)],
            'provider_count', case when bool_or(c.counted) then json_build_object(
                'input', sum(c.input), 'output', sum(c.output)) end,
            'device_count', json_build_object(
                'input', coalesce(sum(c.device_input) filter (where c.counted), 0),
                'output', coalesce(sum(c.device_output) filter (where c.counted), 0),
                'requests', coalesce(sum(c.device_requests) filter (where c.counted), 0)),
            'not_counted_yet', json_build_object(
                'cells', count(*) filter (where not c.counted),
                'input', coalesce(sum(c.device_input) filter (where not c.counted), 0),
                'output', coalesce(sum(c.device_output) filter (where not c.counted), 0)),
            'variance', case when bool_or(c.counted) then json_build_object(
                'input', sum(c.input - c.device_input) filter (where c.counted),
                'output', sum(c.output - c.device_output) filter (where c.counted)) end,
            'states', null, 'causes', null, 'duplicates_removed', null""";

    /** Which part of a person's tokens devices cover, and how far their estimates drift, nobody told: causes are of cells. */
    private static final String OF_A_SUMMARY = """
            , 'reconciled_tokens', json_build_object(
                'input', coalesce(sum(c.input) filter (where c.state in ('reconciled', 'restated')), 0),
                'output', coalesce(sum(c.output) filter (where c.state in ('reconciled', 'restated')), 0)),
            'estimated_tokens', json_build_object(
                'input', coalesce(sum(c.device_input) filter (where c.state not in ('reconciled', 'restated')), 0),
                'output', coalesce(sum(c.device_output) filter (where c.state not in ('reconciled', 'restated')), 0)),
            'coverage_percent', null, 'drift_percent', null,
            'unattributed_percent', round(100 * coalesce(sum(c.unattributed) filter (
                    where c.state in ('reconciled', 'restated')), 0)
                / nullif(sum(c.input + c.output) filter (where c.state in ('reconciled', 'restated')), 0), 2)""";

    private PeopleSql() {}

    static String page(CellQuestion question) {
        return ROWS + grouped(question, FIGURES) + GroupsSql.page(item(question, ""), AFTER) + END;
    }

    /**
     * The summary of parts.
     *
     * @param whole whether it may say how much of everything is nobody's
     */
    static String summary(CellQuestion question, boolean whole) {
        String item = item(question, OwnedSql.freshness(question.groups()));
        return ROWS + (whole ? ", " + OwnedSql.owned("''") : "") + grouped(question, FIGURES + OF_A_SUMMARY)
                + GroupsSql.page(item, AFTER) + ", " + (whole ? OwnedSql.ATTRIBUTION : "'attribution', null") + END;
    }

    private static String item(CellQuestion question, String more) {
        String names = Grouping.names(question.groups());
        return "g.item || jsonb_build_object(" + names + (names.isEmpty() || more.isEmpty() ? "" : ", ") + more + ")";
    }

    private static String grouped(CellQuestion question, String figures) {
        return """
                , summed as (
                    select c.cell%1$s, sum(c.input)::bigint as input, sum(c.output)::bigint as output,
                        sum(c.input + c.output) filter (where c.subject = 'unattributed')::bigint as unattributed,
                        sum(c.device_input)::bigint as device_input, sum(c.device_output)::bigint as device_output,
                        sum(c.device_requests)::bigint as device_requests
                    from chosen c group by c.cell%1$s),
                parts as (
                    select s.*, c.provider, c.hour, c.model, c.state, c.input is not null as counted
                    from summed s join cells c on c.cell = s.cell),
                grouped as (
                    select %2$s as key, jsonb_build_object(%3$s, %4$s) as item from parts c group by 1),
                """.formatted(
                        Grouping.columns(question.groups()),
                        Grouping.key(question.groups()),
                        Grouping.members(question.groups()),
                        figures);
    }
}
