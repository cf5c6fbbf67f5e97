package dev.toktra.reconciliation.settling.answers;

/**
 * What a run keeps: what it takes to settle its range again (the functions of V43), hashes (SHA-256) of rules, inputs and
 * result, and the result by provider, day and model.
 */
final class RunSql {

    /**
     * Rows {@code now(kept, rules_hash, input_hash, result_hash, rows)}; the placeholders are start, end, provider, the
     * organisation, up to when figures count, and the reports that count.
     */
    private static final String NOW = """
        with bounds as (select %1$s::date as start, %2$s::date as until, %3$s::text as provider, %4$s::uuid as org,
            %5$s::timestamptz as moment, %6$s::text[] as sources,
            %1$s::date::timestamp at time zone 'UTC' as first,
            (%2$s::date + 1)::timestamp at time zone 'UTC' as last),
        cells as (
            select c.* from settled_cell c, bounds b
            where c.org_id = b.org and c.hour >= b.first and c.hour < b.last
                and (b.provider is null or c.provider = b.provider)),
        lines as (
            select c.provider, (c.hour at time zone 'UTC')::date as day, c.model, jsonb_build_object(
                'provider', c.provider, 'day', (c.hour at time zone 'UTC')::date, 'model', c.model,
                'provider_input', sum(c.input), 'provider_output', sum(c.output),
                'device_input', sum(c.device_input), 'device_output', sum(c.device_output),
                'cells', count(*), 'settled', count(*) filter (where c.state in ('reconciled', 'restated'))) as line
            from cells c group by 1, 2, 3),
        units as (
            select p.provider, d.day::date as day
            from bounds b, (select provider from cells union select provider from provider_connection) p,
                generate_series(b.start, b.until, interval '1 day') d(day)
            where b.provider is null or p.provider = b.provider),
        kept as materialized (
            select kept_rules(b.org, b.provider, b.start, b.until, b.moment) as rules,
                (select coalesce(jsonb_agg(kept_day(b.org, u.provider, u.day, b.moment, b.sources)
                    order by u.day, u.provider), '[]') from units u) as days
            from bounds b),
        now as (
            select jsonb_build_object('rules', k.rules, 'days', k.days) as kept,
                lines_hash(array[(k.rules - array['calendar', 'names', 'places'])::text]) as rules_hash,
                lines_hash(array[(k.rules - array['aliases', 'mappings', 'factors'])::text] || array(
                    select concat_ws(' ', d ->> 'provider', d ->> 'day', d ->> 'figures', d ->> 'devices', d ->> 'people')
                    from jsonb_array_elements(k.days) d)) as input_hash,
                lines_hash(array(
                    select concat_ws(' ', d ->> 'provider', d ->> 'day', d ->> 'result', d ->> 'causes')
                    from jsonb_array_elements(k.days) d)) as result_hash,
                (select coalesce(jsonb_agg(line order by provider, day, model), '[]') from lines) as rows
            from kept k)\
        """;

    private static final String SHOWN = """
        json_build_object('run_id', r.run_id, 'start_date', r.start_date, 'end_date', r.end_date, 'provider', r.provider,
            'as_of', to_char(r.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'requested_by', r.requested_by, 'rules_hash', r.rules_hash, 'input_hash', r.input_hash,
            'result_hash', r.result_hash, %s)\
        """;

    /** Parameters: start, end, provider, now, who, organisation, reports. */
    static final String MAKE = NOW.formatted("$1", "$2", "$3", "$6", "$4", "$7") + """
                , made as (
                    insert into reconciliation_run (org_id, start_date, end_date, provider, as_of, requested_by, rules_hash,
                        input_hash, result_hash, rows, kept)
                    select b.org, b.start, b.until, b.provider, b.moment, $5, n.rules_hash, n.input_hash, n.result_hash,
                        n.rows, n.kept
                    from now n, bounds b returning *)
                select r.run_id,
                """
            + SHOWN.formatted("'rows', r.rows") + "::text as body from made r";

    /** Parameters: the last run of the page before, how many. */
    static final String PAGE = """
        with page as (select * from reconciliation_run where $1::uuid is null or run_id < $1
                order by run_id desc limit $2 + 1),
            shown as (select * from page order by run_id desc limit $2)
        select json_build_object('items', coalesce((select json_agg(%s order by r.run_id desc) from shown r), '[]'),
            'next_cursor', case when (select count(*) from page) > $2
                then (select run_id from shown order by run_id limit 1) end,
            'has_more', (select count(*) from page) > $2,
            'total_count', (select count(*) from reconciliation_run))::text as body\
        """.formatted(SHOWN.formatted("'lines', jsonb_array_length(r.rows)"));

    /** Where a run is and its range; parameter: the run. */
    static final String FIND = "select start_date, end_date, provider from reconciliation_run where run_id = $1";

    /** A run against what is stored now; parameters: start, end, provider, the run, organisation, reports. */
    static final String CHECK =
            NOW.formatted("$1", "$2", "$3", "$5", "'infinity'", "$6") + """
        select
        """ + SHOWN.formatted("""
                            'rows', r.rows, 'now', json_build_object(
                            'result', case when n.result_hash = r.result_hash then 'same' else 'different' end,
                            'rules', case when n.rules_hash = r.rules_hash then 'same' else 'different' end,
                            'inputs', case when n.input_hash = r.input_hash then 'same' else 'different' end,
                            'differences', (select coalesce(jsonb_agg(jsonb_build_object('then', o.line, 'now', l.line)
                                    order by coalesce(o.line, l.line)), '[]')
                                from jsonb_array_elements(r.rows) o(line)
                                full join lines l on l.line ->> 'provider' = o.line ->> 'provider'
                                    and l.line ->> 'day' = o.line ->> 'day' and l.line ->> 'model' = o.line ->> 'model'
                                where l.line is distinct from o.line))\
                            """) + """
        ::text as body from reconciliation_run r, now n where r.run_id = $4\
        """;

    private RunSql() {}
}
