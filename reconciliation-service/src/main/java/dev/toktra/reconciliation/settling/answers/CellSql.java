package dev.toktra.reconciliation.settling.answers;

import dev.toktra.reconciliation.settling.variance.Cause;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Questions about cells; each answers one JSON text. Parameters: start, end, provider, model, state, cause, … */
final class CellSql {

    /** Cells of a question with what they may be summed by. */
    private static final String CELLS = """
            cells as materialized (
                select c.*, %s as key from settled_cell c
                where c.hour >= $1::date::timestamp at time zone 'UTC'
                    and c.hour < ($2::date + 1)::timestamp at time zone 'UTC'
                    and ($3::text is null or c.provider = $3) and ($4::text is null or c.model = $4)
                    and ($5::text is null or c.state = $5)
                    and ($6::text is null or exists (select from cell_cause x where x.org_id = c.org_id
                        and x.provider = c.provider and x.hour = c.hour and x.model = c.model and x.cause = $6)))""";

    private static final String CAUSES = """
            causes as (
                select c.key, x.cause, sum(x.input) as input, sum(x.input_low) as input_low,
                    sum(x.input_high) as input_high, sum(x.output) as output, sum(x.output_low) as output_low,
                    sum(x.output_high) as output_high
                from cells c join cell_cause x on x.org_id = c.org_id and x.provider = c.provider and x.hour = c.hour
                    and x.model = c.model
                group by c.key, x.cause),
            duplicates as (
                select c.key, sum(d.requests) as requests, sum(d.input) as input, sum(d.output) as output
                from duplicate_hour d
                left join model_name n on n.org_id = d.org_id and n.provider = d.provider and n.name = d.model
                join cells c on c.org_id = d.org_id and c.provider = d.provider and c.hour = d.hour
                    and c.model = coalesce(n.canonical, d.model)
                group by c.key)""";

    /** What a group of cells says; both sides only where the provider has said something. */
    private static final String FIGURES = """
            'cells', count(*),
            'state', (array['estimated', 'provisional', 'reconciled', 'restated'])[min(case c.state when 'estimated' then 1
                when 'provisional' then 2 when 'reconciled' then 3 else 4 end)],
            'states', json_build_object('estimated', count(*) filter (where c.state = 'estimated'),
                'provisional', count(*) filter (where c.state = 'provisional'),
                'reconciled', count(*) filter (where c.state = 'reconciled'),
                'restated', count(*) filter (where c.state = 'restated')),
            'provider_count', case when count(c.input) > 0 then json_build_object(
                'input', sum(c.input), 'output', sum(c.output),
                'fresh_input', case when count(c.fresh_input) = count(c.input) then sum(c.fresh_input) end,
                'cache_read', case when count(c.cache_read) = count(c.input) then sum(c.cache_read) end,
                'cache_write', case when count(c.cache_write) = count(c.input) then sum(c.cache_write) end,
                'requests', case when count(c.requests) = count(c.input) then sum(c.requests) end) end,
            'device_count', json_build_object(
                'input', coalesce(sum(c.device_input) filter (where c.input is not null), 0),
                'output', coalesce(sum(c.device_output) filter (where c.input is not null), 0),
                'requests', coalesce(sum(c.device_requests) filter (where c.input is not null), 0)),
            'not_counted_yet', json_build_object('cells', count(*) filter (where c.input is null),
                'input', coalesce(sum(c.device_input) filter (where c.input is null), 0),
                'output', coalesce(sum(c.device_output) filter (where c.input is null), 0)),
            'variance', case when count(c.input) > 0 then json_build_object('input', sum(c.input - c.device_input),
                'output', sum(c.output - c.device_output)) end""";

    /** The causes of the group {@code g}, the firmest evidence first. */
    private static final String TOLD = """
            'causes', (select coalesce(json_agg(json_build_object('cause', x.cause, 'rule', r.rule,
                    'input', json_build_object('tokens', x.input, 'low', x.input_low, 'high', x.input_high),
                    'output', json_build_object('tokens', x.output, 'low', x.output_low, 'high', x.output_high),
                    'rows', '/v1/reconciliation/causes/' || x.cause || '?start_date=' || $1::date || '&end_date=' || $2::date)
                    order by r.place), '[]')
                from causes x join rules r on r.cause = x.cause where x.key = g.key),
            'duplicates_removed', (select json_build_object('requests', coalesce(sum(d.requests), 0),
                    'input', coalesce(sum(d.input), 0), 'output', coalesce(sum(d.output), 0))
                from duplicates d where d.key = g.key)""";

    private static final String RULES = "rules(place, cause, rule) as (values "
            + Arrays.stream(Cause.values())
                    .map(cause -> "(%d, '%s', '%s')"
                            .formatted(
                                    cause.ordinal(), cause.word(), cause.rule().replace("'", "''")))
                    .collect(Collectors.joining(", "))
            + ")";

    private static final String SUMMARY = """
                , shares as (
                    select c.provider, sum(s.input + s.output) filter (where s.attribution = 'unattributed') as unattributed,
                        sum(s.input + s.output) as tokens
                    from cells c join settled_share s on s.org_id = c.org_id and s.provider = c.provider
                        and s.hour = c.hour and s.model = c.model
                    where c.state in ('reconciled', 'restated') group by c.provider),
                settled as (
                    select c.provider, sum(c.input + c.output) as tokens,
                        sum(x.gap) as gap, sum(c.input + c.output - c.device_input - c.device_output - x.bias) as drift
                    from cells c, lateral (
                        select coalesce(sum(x.input + x.output) filter (where x.cause = 'coverage_gap'), 0) as gap,
                            coalesce(sum(x.input + x.output) filter (where x.cause in ('estimator_bias', 'failed_calls')), 0)
                                as bias
                        from cell_cause x where x.org_id = c.org_id and x.provider = c.provider and x.hour = c.hour
                            and x.model = c.model) x
                    where c.state in ('reconciled', 'restated') group by c.provider),
                grouped as (select c.provider as key, jsonb_build_object('provider', c.provider, %1$s,
                    'reconciled_tokens', json_build_object(
                        'input', coalesce(sum(c.input) filter (where c.state in ('reconciled', 'restated')), 0),
                        'output', coalesce(sum(c.output) filter (where c.state in ('reconciled', 'restated')), 0)),
                    'estimated_tokens', json_build_object(
                        'input', coalesce(sum(c.device_input) filter (where c.state not in ('reconciled', 'restated')), 0),
                        'output', coalesce(sum(c.device_output) filter (where c.state not in ('reconciled', 'restated')), 0)))
                    as item from cells c group by c.provider)
                select json_build_object('items', coalesce(json_agg(g.item || jsonb_build_object(
                        'coverage_percent', round(100 * (1 - s.gap / nullif(s.tokens, 0)), 2),
                        'drift_percent', round(100 * s.drift / nullif(s.tokens, 0), 2),
                        'unattributed_percent', round(100 * coalesce(h.unattributed, 0) / nullif(h.tokens, 0), 2),
                        'freshness', (select coalesce(json_agg(json_build_object('connection_id', p.connection_id, 'state',
                            case when p.last_success_at is null then 'missing' when p.stale then 'stale' else 'fresh' end,
                            'last_success_at', p.last_success_at, 'settled_through', p.settled_through)
                            order by p.connection_id), '[]') from provider_connection p
                            where p.provider = g.key and p.deleted_at is null),
                        %2$s) order by g.key), '[]'), 'as_of', $7::text)::text as body
                from grouped g left join settled s on s.provider = g.key left join shares h on h.provider = g.key""";

    private CellSql() {}

    /** A page; further parameters: the key that the page before ended with, how many items, now. */
    static String page(CellQuestion question) {
        String key = "concat_ws(chr(31), "
                + question.groupBy().stream().map(Dimension::sql).collect(Collectors.joining(", ")) + ") collate \"C\"";
        String dimensions = question.groupBy().stream().map(Dimension::members).collect(Collectors.joining(", "));
        return "with " + RULES + ", " + CELLS.formatted(key) + ", " + CAUSES + """
                , grouped as (select c.key, jsonb_build_object(%1$s, %2$s) as item from cells c group by c.key),
                page as (select * from grouped where key > $7 collate "C" order by key limit $8 + 1),
                shown as (select * from page order by key limit $8)
                select json_build_object(
                    'items', coalesce((select json_agg(g.item || jsonb_build_object(%3$s) order by g.key) from shown g), '[]'),
                    'next_cursor', case when (select count(*) from page) > $8 then translate(encode(convert_to(
                        (select max(key) from shown), 'UTF8'), 'base64'), '+/=' || chr(10), '-_') end,
                    'has_more', (select count(*) from page) > $8,
                    'total_count', (select count(*) from grouped),
                    'as_of', $9::text)::text as body""".formatted(dimensions, FIGURES, TOLD);
    }

    /** What is known of each provider; further parameter: now. */
    static String summary() {
        return "with " + RULES + ", " + CELLS.formatted("c.provider") + ", " + CAUSES
                + SUMMARY.formatted(FIGURES, TOLD);
    }
}
