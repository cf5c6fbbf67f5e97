package dev.toktra.reconciliation.settling.answers;

import java.util.stream.Collectors;

/**
 * The question whose the tokens of cells are. Parameters: those of {@link CellSql#page}, then person, department, team. Shares
 * stand against the estimates of the same people; a person is where they were on the day.
 */
final class PeopleSql {

    private static final String ROWS = """
            with recursive below as (
                select $11::uuid as unit_id
                union select u.unit_id from unit u join below b on u.parent_id = b.unit_id where u.kind = 'department'),
            cells as materialized (
                select c.* from settled_cell c
                where c.hour >= $1::date::timestamp at time zone 'UTC'
                    and c.hour < ($2::date + 1)::timestamp at time zone 'UTC'
                    and ($3::text is null or c.provider = $3) and ($4::text is null or c.model = $4)
                    and ($5::text is null or c.state = $5) and $6::text is null),
            told as (
                select c.provider, c.hour, c.model, c.state, c.input is not null as counted, s.day, s.subject, s.unit_id,
                    s.input, s.output, 0::bigint as device_input, 0::bigint as device_output, 0::bigint as device_requests
                from cells c join settled_share s on s.org_id = c.org_id and s.provider = c.provider and s.hour = c.hour
                    and s.model = c.model),
            seen as (
                select c.provider, c.hour, c.model, c.state, c.input is not null, u.day,
                    coalesce(p.user_id::text, 'unknown'), null::uuid, 0::bigint, 0::bigint,
                    u.fresh_input + u.cache_read + u.cache_write, u.output, u.requests
                from usage_hourly u
                left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
                join cells c on c.org_id = u.org_id and c.provider = u.provider and c.hour = u.hour
                    and c.model = coalesce(n.canonical, u.model)
                left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
                where u.day between $1::date - 1 and $2::date + 1),
            placed as (
                select r.*, w.email, w.name,
                    coalesce(m.department_id, case when x.kind = 'team' then x.parent_id else r.unit_id end) as department_id,
                    coalesce(m.team_id, case when x.kind = 'team' then r.unit_id end) as team_id
                from (select * from told union all select * from seen) r
                left join placement m on m.user_id::text = r.subject
                    and m.valid_from <= r.day and (m.valid_until is null or r.day < m.valid_until)
                left join unit x on x.unit_id = r.unit_id
                left join person w on w.user_id::text = r.subject),
            chosen as (
                select c.*, d.name as department_name, t.name as team_name from placed c
                left join unit d on d.unit_id = c.department_id
                left join unit t on t.unit_id = c.team_id
                where ($10::text is null or c.subject = $10)
                    and ($11::uuid is null or c.department_id in (select unit_id from below))
                    and ($12::uuid is null or c.team_id = $12))""";

    private static final String FIGURES = """
            'cells', count(distinct (c.provider, c.hour, c.model)),
            'state', (array['estimated', 'provisional', 'reconciled', 'restated'])[min(case c.state when 'estimated' then 1
                when 'provisional' then 2 when 'reconciled' then 3 else 4 end)],
            'provider_count', case when bool_or(c.counted) then json_build_object(
                'input', sum(c.input), 'output', sum(c.output)) end,
            'device_count', json_build_object(
                'input', coalesce(sum(c.device_input) filter (where c.counted), 0),
                'output', coalesce(sum(c.device_output) filter (where c.counted), 0),
                'requests', coalesce(sum(c.device_requests) filter (where c.counted), 0)),
            'not_counted_yet', json_build_object(
                'cells', count(distinct (c.provider, c.hour, c.model)) filter (where not c.counted),
                'input', coalesce(sum(c.device_input) filter (where not c.counted), 0),
                'output', coalesce(sum(c.device_output) filter (where not c.counted), 0)),
            'variance', case when bool_or(c.counted) then json_build_object(
                'input', sum(c.input - c.device_input) filter (where c.counted),
                'output', sum(c.output - c.device_output) filter (where c.counted)) end,
            'states', null, 'causes', null, 'duplicates_removed', null""";

    private PeopleSql() {}

    static String page(CellQuestion question) {
        String key = "concat_ws(chr(31), "
                + question.groupBy().stream().map(Dimension::sql).collect(Collectors.joining(", ")) + ") collate \"C\"";
        String dimensions = question.groupBy().stream().map(Dimension::members).collect(Collectors.joining(", "));
        return ROWS + """
                , keyed as (select c.*, %1$s as key from chosen c),
                grouped as (select c.key, jsonb_build_object(%2$s, %3$s) as item from keyed c group by c.key),
                page as (select * from grouped where key > $7 collate "C" order by key limit $8 + 1),
                shown as (select * from page order by key limit $8)
                select json_build_object(
                    'items', coalesce((select json_agg(g.item order by g.key) from shown g), '[]'),
                    'next_cursor', case when (select count(*) from page) > $8 then translate(encode(convert_to(
                        (select max(key) from shown), 'UTF8'), 'base64'), '+/=' || chr(10), '-_') end,
                    'has_more', (select count(*) from page) > $8,
                    'total_count', (select count(*) from grouped),
                    'as_of', $9::text)::text as body""".formatted(key, dimensions, FIGURES);
    }
}
