package dev.toktra.reconciliation.usage.facts;

/** Computes the facts of some days anew; parameters are organisations and days, one of each for a day. */
final class FactsSql {

    /**
     * What devices counted, and what of the providers' counts is settled, with whose and where it is. What is settled and
     * what is not are rows of their own, so that each row has one best count.
     */
    private static final String PARTS = """
            picked as (select * from unnest($1::uuid[], $2::date[]) k(org_id, day)),
            devices as (
                select u.*, coalesce(p.user_id::text, 'unknown') as subject, p.user_id, null::uuid as unit_id
                from picked k
                cross join lateral (
                    select * from device_daily d where d.org_id = k.org_id and d.day = k.day offset 0) u
                left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
            ),
            shares as (
                select s.*, case when s.subject not in ('unknown', 'unattributed') then s.subject::uuid end as user_id
                from picked k join settled_daily s on s.org_id = k.org_id and s.day = k.day
            )""";

    private static final String KEYS =
            "org_id, day, subject, user_id, unit_id, provider, model, application, settled, state";

    private static final String DEVICE_SUMS = """
            device_sums as (
                select %s, max(zone) as zone, sum(requests) as requests, sum(failed_requests) as failed_requests,
                    sum(retried_requests) as retried_requests, sum(small_requests) as small_requests,
                    sum(wasted_fresh_input) as wasted_fresh_input, sum(wasted_cache_read) as wasted_cache_read,
                    sum(wasted_cache_write) as wasted_cache_write, sum(wasted_output) as wasted_output,
                    sum(wasted_reasoning) as wasted_reasoning, sum(edits_accepted) as edits_accepted,
                    sum(edits_rejected) as edits_rejected, sum(lines_accepted) as lines_accepted,
                    sum(commits) as commits, sum(pull_requests) as pull_requests, sum(fresh_input) as fresh_input,
                    sum(cache_read) as cache_read, sum(cache_write) as cache_write, sum(output) as output,
                    sum(reasoning) as reasoning, trim_scale(sum(cost)) as cost, bool_or(calibrated) as calibrated,
                    sum(calibrated_fresh_input) as calibrated_fresh_input,
                    sum(calibrated_cache_read) as calibrated_cache_read,
                    sum(calibrated_cache_write) as calibrated_cache_write,
                    sum(calibrated_output) as calibrated_output, sum(calibrated_reasoning) as calibrated_reasoning,
                    sum(calibrated_low) as calibrated_low, sum(calibrated_high) as calibrated_high,
                    null::numeric as settled_input, null::numeric as settled_output, null::numeric as settled_fresh_input,
                    null::numeric as settled_cache_read, null::numeric as settled_cache_write,
                    null::numeric as settled_cost, 0 as without_fresh_input, 0 as without_cache_read,
                    0 as without_cache_write
                from devices group by %1$s
            )""".formatted(KEYS);

    private static final String SHARE_SUMS = """
            share_sums as (
                select org_id, day, subject, user_id, unit_id, provider, model, application, true, state, null::text,
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null::numeric, false, 0, 0, 0, 0, 0, 0, 0,
                    sum(input), sum(output), sum(fresh_input), sum(cache_read), sum(cache_write), trim_scale(sum(cost)),
                    count(*) filter (where fresh_input is null and input + output > 0),
                    count(*) filter (where cache_read is null and input + output > 0),
                    count(*) filter (where cache_write is null and input + output > 0)
                from shares
                group by org_id, day, subject, user_id, unit_id, provider, model, application, state
            )""";

    private static final String WASTED = """
            jsonb_build_object('fresh_input', sum(u.wasted_fresh_input), 'cache_read', sum(u.wasted_cache_read),
                'cache_write', sum(u.wasted_cache_write), 'output', sum(u.wasted_output),
                'reasoning', sum(u.wasted_reasoning))""";

    private static final String OUTCOMES = """
            jsonb_build_object('edits_accepted', sum(u.edits_accepted), 'edits_rejected', sum(u.edits_rejected),
                'lines_accepted', sum(u.lines_accepted), 'commits', sum(u.commits),
                'pull_requests', sum(u.pull_requests))""";

    private static final String ESTIMATED = """
            jsonb_build_object('fresh_input', sum(u.fresh_input), 'cache_read', sum(u.cache_read),
                'cache_write', sum(u.cache_write), 'output', sum(u.output), 'reasoning', sum(u.reasoning))""";

    private static final String CALIBRATED = """
            case when bool_or(u.calibrated) then jsonb_build_object('tokens', jsonb_build_object(
                    'fresh_input', sum(u.calibrated_fresh_input), 'cache_read', sum(u.calibrated_cache_read),
                    'cache_write', sum(u.calibrated_cache_write), 'output', sum(u.calibrated_output),
                    'reasoning', sum(u.calibrated_reasoning)),
                'low', sum(u.calibrated_low), 'high', sum(u.calibrated_high)) end""";

    /** What the provider does not report of all of its tokens is absent. */
    private static final String RECONCILED = """
            case when u.settled then jsonb_build_object(
                'input', coalesce(sum(u.settled_input), 0), 'output', coalesce(sum(u.settled_output), 0),
                'fresh_input', case when sum(u.without_fresh_input) = 0 then coalesce(sum(u.settled_fresh_input), 0) end,
                'cache_read', case when sum(u.without_cache_read) = 0 then coalesce(sum(u.settled_cache_read), 0) end,
                'cache_write', case when sum(u.without_cache_write) = 0 then coalesce(sum(u.settled_cache_write), 0) end)
            end""";

    /** The least settled state of what is summed. */
    private static final String STATUS = """
            case min(case u.state when 'estimated' then 0 when 'provisional' then 1 when 'restated' then 2 else 3 end)
                when 0 then 'estimated' when 1 then 'provisional' when 2 then 'restated' else 'reconciled' end""";

    private static final String USAGE = """
            usage as (
                select u.org_id, u.day, u.subject as user_id, max(u.zone) as zone, u.provider, u.model, u.application,
                    jsonb_strip_nulls(jsonb_build_object(
                        'department_id', %1$s, 'team_id', %2$s,
                        'provider', u.provider, 'model', u.model, 'application', u.application, 'status', %3$s,
                        'requests', sum(u.requests), 'failed_requests', sum(u.failed_requests),
                        'retried_requests', sum(u.retried_requests), 'small_requests', sum(u.small_requests),
                        'wasted', %4$s, 'outcomes', %5$s, 'estimated', %6$s, 'calibrated', %7$s, 'reconciled', %8$s,
                        'estimated_cost', trim_scale(sum(u.cost)), 'reconciled_cost', trim_scale(sum(u.settled_cost))))
                    as item
                from (select * from device_sums union all select * from share_sums) u
                left join placement m on m.org_id = u.org_id and m.user_id = u.user_id
                    and m.valid_from <= u.day and (m.valid_until is null or u.day < m.valid_until)
                left join unit x on x.org_id = u.org_id and x.unit_id = u.unit_id
                group by u.org_id, u.day, u.subject, %1$s, %2$s, u.provider, u.model, u.application, u.settled
            )""".formatted(
                    "coalesce(m.department_id, case when x.kind = 'team' then x.parent_id else u.unit_id end)",
                    "coalesce(m.team_id, case when x.kind = 'team' then u.unit_id end)",
                    STATUS,
                    WASTED,
                    OUTCOMES,
                    ESTIMATED,
                    CALIBRATED,
                    RECONCILED);

    /** A day that only providers have counted is of the zone that the organisation had then. */
    private static final String FACTS = """
            facts as (
                select u.org_id, u.day, u.user_id, coalesce(max(u.zone), (
                        select z ->> 'zone' from organisation o, jsonb_array_elements(o.zones) z
                        where o.org_id = u.org_id and (z ->> 'from')::date <= u.day
                        order by (z ->> 'from')::date desc limit 1), 'UTC') as zone,
                    jsonb_agg(item order by provider, model, application, item) as rows
                from usage u group by u.org_id, u.day, u.user_id
            )""";

    private static final String CHANGE = """
            vanished as (
                update daily_fact f
                set rows = '[]', hash = md5('')::uuid, deleted = true, version = next_version(f.version)
                from picked k
                where f.org_id = k.org_id and f.day = k.day and not f.deleted and not exists (
                    select from facts n where n.org_id = f.org_id and n.day = f.day and n.user_id = f.user_id)
                returning 1
            ),
            changed as (
                insert into daily_fact as f (org_id, day, user_id, zone, rows, hash, version)
                select org_id, day, user_id, zone, rows, md5(zone || rows::text)::uuid, next_version(0) from facts
                on conflict (org_id, day, user_id) do update
                    set zone = excluded.zone, rows = excluded.rows, hash = excluded.hash, deleted = false,
                        version = next_version(f.version)
                    where f.hash <> excluded.hash
                returning 1
            )
            select (select count(*) from vanished) + (select count(*) from changed)""";

    /** Replaces the facts of the days; says how many are new, different or gone. */
    static final String COMPUTE =
            "with " + String.join(", ", PARTS, DEVICE_SUMS, SHARE_SUMS, USAGE, FACTS) + ", " + CHANGE;

    private FactsSql() {}
}
