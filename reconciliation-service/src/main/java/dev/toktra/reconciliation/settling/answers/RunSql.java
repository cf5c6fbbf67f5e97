package dev.toktra.reconciliation.settling.answers;

/**
 * What a run keeps: hashes (SHA-256) of everything that its range was settled from and of what came out, each over rows in
 * the order of their keys, written as JSON arrays with times in seconds; and the result by provider, day and model.
 */
final class RunSql {

    /** Rows {@code now(rules_hash, input_hash, result_hash, rows)}; the three placeholders are start, end and provider. */
    private static final String NOW = """
        with bounds as (select %1$s::date as start, %2$s::date as until, %3$s::text as provider,
            %1$s::date::timestamp at time zone 'UTC' as first,
            (%2$s::date + 1)::timestamp at time zone 'UTC' as last),
        rules as (
            select 'alias' as kind, jsonb_build_array(a.provider, a.pattern, a.canonical) as line
            from model_alias a, bounds b where b.provider is null or a.provider = b.provider
            union all
            select 'mapping', jsonb_build_array(m.provider, m.kind, m.value, m.user_id, m.unit_id, m.valid_from,
                m.valid_until) from identity_mapping m, bounds b where b.provider is null or m.provider = b.provider
            union all
            select 'factor', jsonb_build_array(f.provider, f.model, f.token_source, f.client, f.input_factor, f.input_low,
                f.input_high, f.output_factor, f.output_low, f.output_high)
            from calibration_factor f, bounds b where b.provider is null or f.provider = b.provider),
        inputs as (
            select 'count' as kind, jsonb_build_array(c.provider, c.connection_id, c.source, extract(epoch from c.bucket),
                c.key_hash, c.width, c.value_hash, c.state) as line
            from provider_count c, bounds b
            where c.bucket >= b.first and c.bucket < b.last and (b.provider is null or c.provider = b.provider)
            union all
            select 'device', jsonb_build_array(u.provider, extract(epoch from u.hour), u.day, u.identity_id, u.model,
                u.application, u.token_source, u.client, p.user_id, u.requests, u.fresh_input, u.cache_read,
                u.cache_write, u.output, u.wasted_fresh_input, u.wasted_output)
            from usage_hourly u
            cross join bounds b
            left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
            where u.day >= b.start - 1 and u.day <= b.until + 1 and u.hour >= b.first and u.hour < b.last
                and (b.provider is null or u.provider = b.provider)),
        cells as (
            select c.* from settled_cell c, bounds b
            where c.hour >= b.first and c.hour < b.last and (b.provider is null or c.provider = b.provider)),
        results as (
            select 'cell' as kind, jsonb_build_array(c.provider, extract(epoch from c.hour), c.model, c.state, c.input,
                c.output, c.fresh_input, c.cache_read, c.cache_write, c.requests, c.device_input, c.device_output) as line
            from cells c
            union all
            select 'share', jsonb_build_array(s.provider, extract(epoch from s.hour), s.model, s.day, s.subject, s.unit_id,
                s.application, s.attribution, s.tier, s.input, s.output, s.fresh_input, s.cache_read, s.cache_write,
                s.requests)
            from settled_share s, bounds b
            where s.hour >= b.first and s.hour < b.last and (b.provider is null or s.provider = b.provider)
            union all
            select 'cause', jsonb_build_array(x.provider, extract(epoch from x.hour), x.model, x.cause, x.input, x.output)
            from cell_cause x, bounds b
            where x.hour >= b.first and x.hour < b.last and (b.provider is null or x.provider = b.provider)),
        lines as (
            select c.provider, (c.hour at time zone 'UTC')::date as day, c.model, jsonb_build_object(
                'provider', c.provider, 'day', (c.hour at time zone 'UTC')::date, 'model', c.model,
                'provider_input', sum(c.input), 'provider_output', sum(c.output),
                'device_input', sum(c.device_input), 'device_output', sum(c.device_output),
                'cells', count(*), 'settled', count(*) filter (where c.state in ('reconciled', 'restated'))) as line
            from cells c group by 1, 2, 3),
        now as (
            select (select encode(sha256(convert_to(coalesce(string_agg(kind || line::text, chr(10)
                    order by kind, line::text collate "C"), ''), 'UTF8')), 'hex') from rules) as rules_hash,
                (select encode(sha256(convert_to(coalesce(string_agg(kind || line::text, chr(10)
                    order by kind, line::text collate "C"), ''), 'UTF8')), 'hex') from inputs) as input_hash,
                (select encode(sha256(convert_to(coalesce(string_agg(kind || line::text, chr(10)
                    order by kind, line::text collate "C"), ''), 'UTF8')), 'hex') from results) as result_hash,
                (select coalesce(jsonb_agg(line order by provider, day, model), '[]') from lines) as rows)\
        """;

    private static final String SHOWN = """
        json_build_object('run_id', r.run_id, 'start_date', r.start_date, 'end_date', r.end_date, 'provider', r.provider,
            'as_of', to_char(r.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'requested_by', r.requested_by, 'rules_hash', r.rules_hash, 'input_hash', r.input_hash,
            'result_hash', r.result_hash, %s)\
        """;

    /** Parameters: start, end, provider, now, who, organisation. */
    static final String MAKE =
            NOW.formatted("$1", "$2", "$3") + """
                , made as (
                    insert into reconciliation_run (org_id, start_date, end_date, provider, as_of, requested_by, rules_hash,
                        input_hash, result_hash, rows)
                    select $6, b.start, b.until, b.provider, $4, $5, n.rules_hash, n.input_hash, n.result_hash, n.rows
                    from now n, bounds b returning *)
                select r.run_id,
                """ + SHOWN.formatted("'rows', r.rows") + "::text as body from made r";

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

    /** A run against what is settled now; parameters: start, end, provider, the run. */
    static final String CHECK = NOW.formatted("$1", "$2", "$3") + """
        select
        """ + SHOWN.formatted("""
                            'rows', r.rows, 'recomputed', json_build_object(
                            'result', case when n.result_hash = r.result_hash then 'same' else 'different' end,
                            'rules', case when n.rules_hash = r.rules_hash then 'same' else 'different' end,
                            'inputs', case when n.input_hash = r.input_hash then 'same' else 'different' end,
                            'meaning', case
                                when n.result_hash = r.result_hash then 'What is settled now is what was settled then.'
                                when n.rules_hash <> r.rules_hash or n.input_hash <> r.input_hash
                                    then 'The result changed because what it is made from changed.'
                                else 'The same rules and inputs have another result now: hours became reconciled, or tell an operator.'
                                end,
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
