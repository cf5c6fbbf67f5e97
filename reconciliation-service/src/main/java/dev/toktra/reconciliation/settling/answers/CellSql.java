package dev.toktra.reconciliation.settling.answers;

import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.GroupsSql;
import dev.toktra.reconciliation.settling.variance.Cause;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Questions about cells; each answers one JSON text. Parameters: start, end, provider, model, state, cause, … */
final class CellSql {

    private static final int AFTER = 7;
    private static final String END = ", 'as_of', $9::text)::text as body";

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
            caused as materialized (
                select c.key, c.state in ('reconciled', 'restated') as settled, x.cause, sum(x.input) as input,
                    sum(x.input_low) as input_low, sum(x.input_high) as input_high, sum(x.output) as output,
                    sum(x.output_low) as output_low, sum(x.output_high) as output_high
                from cells c join cell_cause x on x.org_id = c.org_id and x.provider = c.provider and x.hour = c.hour
                    and x.model = c.model and x.hour >= $1::date::timestamp at time zone 'UTC'
                    and x.hour < ($2::date + 1)::timestamp at time zone 'UTC'
                group by 1, 2, 3),
            causes as (
                select key, cause, sum(input) as input, sum(input_low) as input_low, sum(input_high) as input_high,
                    sum(output) as output, sum(output_low) as output_low, sum(output_high) as output_high
                from caused group by key, cause),
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

    /** What settled cells say of a group; its figures are null where nothing is settled. */
    private static final String SETTLED = """
            explained as (
                select key, sum(input + output) filter (where cause = 'coverage_gap') as gap,
                    sum(input + output) filter (where cause in ('estimator_bias', 'failed_calls')) as bias
                from caused where settled group by key),
            settled as (
                select c.key, c.tokens, coalesce(e.gap, 0) as gap, c.variance - coalesce(e.bias, 0) as drift
                from (select key, sum(input + output) as tokens,
                        sum(input + output - device_input - device_output) as variance
                    from cells where state in ('reconciled', 'restated') group by key) c
                left join explained e on e.key = c.key)""";

    private static final String TOKENS = """
            'reconciled_tokens', json_build_object(
                'input', coalesce(sum(c.input) filter (where c.state in ('reconciled', 'restated')), 0),
                'output', coalesce(sum(c.output) filter (where c.state in ('reconciled', 'restated')), 0)),
            'estimated_tokens', json_build_object(
                'input', coalesce(sum(c.device_input) filter (where c.state not in ('reconciled', 'restated')), 0),
                'output', coalesce(sum(c.device_output) filter (where c.state not in ('reconciled', 'restated')), 0))""";

    private static final String RATIOS = """
            'coverage_percent', (select round(100 * (1 - s.gap / nullif(s.tokens, 0)), 2) from settled s where s.key = g.key),
            'drift_percent', (select round(100 * s.drift / nullif(s.tokens, 0), 2) from settled s where s.key = g.key),
            'unattributed_percent', (select round(100 * coalesce(sum(o.input + o.output) filter (where o.who = 'unattributed'),
                    0) / nullif(sum(o.input + o.output), 0), 2)
                from owned o where o.key = g.key and o.state in ('reconciled', 'restated'))""";

    private CellSql() {}

    /** A page; further parameters: the key that the page before ended with, how many items, now. */
    static String page(CellQuestion question) {
        return begin(question) + grouped(question, FIGURES) + GroupsSql.page(item(TOLD), AFTER) + END;
    }

    /** What is known of each group; parameters as those of a page. */
    static String summary(CellQuestion question) {
        return begin(question) + OwnedSql.owned("c.key") + ", " + SETTLED + ", "
                + grouped(question, FIGURES + ", " + TOKENS)
                + GroupsSql.page(item(RATIOS + ", " + OwnedSql.freshness(question.groups()) + ", " + TOLD), AFTER)
                + ", " + OwnedSql.ATTRIBUTION + END;
    }

    private static String begin(CellQuestion question) {
        return "with " + RULES + ", " + CELLS.formatted(Grouping.key(question.groups())) + ", " + CAUSES + ", ";
    }

    private static String grouped(CellQuestion question, String figures) {
        return "grouped as (select c.key, jsonb_build_object(%s, %s) as item from cells c group by c.key), "
                .formatted(Grouping.members(question.groups()), figures);
    }

    private static String item(String more) {
        return "g.item || jsonb_build_object(" + more + ")";
    }
}
