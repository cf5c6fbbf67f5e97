-- Usage by the best count there is: the providers' where a provider's hour is reconciled, else the devices', calibrated.
-- Whoever reads a view sees what row security shows them of its tables.

create index settled_hour_provisional on settled_hour (org_id, hour) where state = 'provisional';
create index settled_day_mixed on settled_day (org_id, day) where not whole;
create index settled_daily_subject on settled_daily (org_id, subject, day);

-- Organisation's days of a provider all of whose hours have figures that may still change.
create view provisional_day with (security_invoker = true) as
select h.org_id, h.provider, d.day
from settled_hour h
join organisation o on o.org_id = h.org_id
cross join lateral (
    select z ->> 'zone' as zone from jsonb_array_elements(o.zones) z
    where ((z ->> 'from')::timestamp at time zone (z ->> 'zone')) <= h.hour
    order by (z ->> 'from')::date desc limit 1) z
cross join lateral (
    select distinct (moment at time zone z.zone)::date as day
    from (values (h.hour), (h.hour + interval '3599 seconds')) v(moment)) d
where h.state = 'provisional'
group by h.org_id, h.provider, d.day, z.zone
having count(*) >= ceil(extract(epoch from
    ((d.day + 1)::timestamp at time zone z.zone) - date_trunc('hour', d.day::timestamp at time zone z.zone, 'UTC')) / 3600);

-- What devices counted in an hour, and how settled the hour is.
create view device_hour with (security_invoker = true) as
select u.org_id, u.day, u.hour, u.zone, u.identity_id, u.provider, u.model, u.application, u.token_source, u.client,
    coalesce(h.state, 'estimated') as state,
    u.requests, u.failed_requests, u.retried_requests, u.small_requests, u.fresh_input, u.cache_read, u.cache_write,
    u.output, u.reasoning, u.wasted_fresh_input, u.wasted_cache_read, u.wasted_cache_write, u.wasted_output,
    u.wasted_reasoning, u.edits_accepted, u.edits_rejected, u.lines_accepted, u.commits, u.pull_requests,
    (u.fresh_input * p.input + u.cache_read * coalesce(p.cache_read, p.input)
        + u.cache_write * coalesce(p.cache_write, p.input) + u.output * p.output) * 0.000001 as cost, d.price_id
from usage_hourly u
left join settled_hour h on h.org_id = u.org_id and h.provider = u.provider and h.hour = u.hour
left join usage_daily d on d.org_id = u.org_id and d.day = u.day and d.identity_id = u.identity_id
    and d.provider = u.provider and d.model = u.model and d.application = u.application
    and d.token_source = u.token_source and d.client = u.client
left join price p on p.price_id = d.price_id;

-- What devices counted in a day: a row for each state where hours differ. usage_hourly is read only of days that the rollup
-- is behind on or that are reconciled in part.
create view device_part with (security_invoker = true) as
select u.org_id, u.day, null::timestamptz as hour, u.zone, u.identity_id, u.provider, u.model, u.application,
    u.token_source, u.client,
    case when s.whole then 'reconciled' when v.day is null then 'estimated' else 'provisional' end as state,
    u.requests, u.failed_requests, u.retried_requests, u.small_requests, u.fresh_input, u.cache_read, u.cache_write,
    u.output, u.reasoning, u.wasted_fresh_input, u.wasted_cache_read, u.wasted_cache_write, u.wasted_output,
    u.wasted_reasoning, u.edits_accepted, u.edits_rejected, u.lines_accepted, u.commits, u.pull_requests,
    u.cost, u.price_id
from usage_daily u
left join settled_day s on s.org_id = u.org_id and s.provider = u.provider and s.day = u.day
left join provisional_day v on v.org_id = u.org_id and v.provider = u.provider and v.day = u.day
where s.whole is not false
    and not exists (select from dirty_day d where d.org_id = u.org_id and d.day = u.day)
union all
select u.org_id, d.day, u.hour, u.zone, u.identity_id, u.provider, u.model, u.application, u.token_source, u.client,
    u.state, u.requests, u.failed_requests, u.retried_requests, u.small_requests, u.fresh_input, u.cache_read, u.cache_write,
    u.output, u.reasoning, u.wasted_fresh_input, u.wasted_cache_read, u.wasted_cache_write, u.wasted_output,
    u.wasted_reasoning, u.edits_accepted, u.edits_rejected, u.lines_accepted, u.commits, u.pull_requests,
    u.cost, u.price_id
from (select distinct org_id, day from dirty_day) d
join device_hour u on u.org_id = d.org_id and u.day = d.day
union all
select u.org_id, s.day, u.hour, u.zone, u.identity_id, u.provider, u.model, u.application, u.token_source, u.client,
    u.state, u.requests, u.failed_requests, u.retried_requests, u.small_requests, u.fresh_input, u.cache_read, u.cache_write,
    u.output, u.reasoning, u.wasted_fresh_input, u.wasted_cache_read, u.wasted_cache_write, u.wasted_output,
    u.wasted_reasoning, u.edits_accepted, u.edits_rejected, u.lines_accepted, u.commits, u.pull_requests,
    u.cost, u.price_id
from settled_day s
join device_hour u on u.org_id = s.org_id and u.day = s.day and u.provider = s.provider
where not s.whole and not exists (select from dirty_day d where d.org_id = s.org_id and d.day = s.day);

-- The same with one name for a model, calibrated: tokens are whole numbers, so that sums of parts are the sum.
create view device_hourly with (security_invoker = true) as
select u.org_id, u.day, u.hour, u.zone, u.identity_id, u.provider, coalesce(n.canonical, u.model) as model, u.application,
    u.state, u.state = 'reconciled' as settled,
    u.requests, u.failed_requests, u.retried_requests, u.small_requests, u.fresh_input, u.cache_read, u.cache_write,
    u.output, u.reasoning, u.wasted_fresh_input, u.wasted_cache_read, u.wasted_cache_write, u.wasted_output,
    u.wasted_reasoning, u.edits_accepted, u.edits_rejected, u.lines_accepted, u.commits, u.pull_requests,
    u.cost,
    round(u.fresh_input * coalesce(f.input_factor, 1)::numeric)::bigint as calibrated_fresh_input,
    round(u.cache_read * coalesce(f.input_factor, 1)::numeric)::bigint as calibrated_cache_read,
    round(u.cache_write * coalesce(f.input_factor, 1)::numeric)::bigint as calibrated_cache_write,
    round(u.output * coalesce(f.output_factor, 1)::numeric)::bigint as calibrated_output,
    round(u.reasoning * coalesce(f.output_factor, 1)::numeric)::bigint as calibrated_reasoning,
    round((u.fresh_input + u.cache_read + u.cache_write) * coalesce(f.input_low, 1)::numeric
        + u.output * coalesce(f.output_low, 1)::numeric)::bigint as calibrated_low,
    round((u.fresh_input + u.cache_read + u.cache_write) * coalesce(f.input_high, 1)::numeric
        + u.output * coalesce(f.output_high, 1)::numeric)::bigint as calibrated_high,
    case when f.org_id is null then u.cost
        else (round(u.fresh_input * f.input_factor::numeric) * p.input
            + round(u.cache_read * f.input_factor::numeric) * coalesce(p.cache_read, p.input)
            + round(u.cache_write * f.input_factor::numeric) * coalesce(p.cache_write, p.input)
            + round(u.output * f.output_factor::numeric) * p.output) * 0.000001
    end as calibrated_cost,
    f.org_id is not null as calibrated
from device_hour u
left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
left join calibration_factor f on f.org_id = u.org_id and f.provider = u.provider
    and f.model = coalesce(n.canonical, u.model) and f.token_source = u.token_source and f.client = u.client
left join price p on p.price_id = u.price_id;

create view device_daily with (security_invoker = true) as
select u.org_id, u.day, u.hour, u.zone, u.identity_id, u.provider, coalesce(n.canonical, u.model) as model, u.application,
    u.state, u.state = 'reconciled' as settled,
    u.requests, u.failed_requests, u.retried_requests, u.small_requests, u.fresh_input, u.cache_read, u.cache_write,
    u.output, u.reasoning, u.wasted_fresh_input, u.wasted_cache_read, u.wasted_cache_write, u.wasted_output,
    u.wasted_reasoning, u.edits_accepted, u.edits_rejected, u.lines_accepted, u.commits, u.pull_requests,
    u.cost,
    round(u.fresh_input * coalesce(f.input_factor, 1)::numeric)::bigint as calibrated_fresh_input,
    round(u.cache_read * coalesce(f.input_factor, 1)::numeric)::bigint as calibrated_cache_read,
    round(u.cache_write * coalesce(f.input_factor, 1)::numeric)::bigint as calibrated_cache_write,
    round(u.output * coalesce(f.output_factor, 1)::numeric)::bigint as calibrated_output,
    round(u.reasoning * coalesce(f.output_factor, 1)::numeric)::bigint as calibrated_reasoning,
    round((u.fresh_input + u.cache_read + u.cache_write) * coalesce(f.input_low, 1)::numeric
        + u.output * coalesce(f.output_low, 1)::numeric)::bigint as calibrated_low,
    round((u.fresh_input + u.cache_read + u.cache_write) * coalesce(f.input_high, 1)::numeric
        + u.output * coalesce(f.output_high, 1)::numeric)::bigint as calibrated_high,
    case when f.org_id is null then u.cost
        else (round(u.fresh_input * f.input_factor::numeric) * p.input
            + round(u.cache_read * f.input_factor::numeric) * coalesce(p.cache_read, p.input)
            + round(u.cache_write * f.input_factor::numeric) * coalesce(p.cache_write, p.input)
            + round(u.output * f.output_factor::numeric) * p.output) * 0.000001
    end as calibrated_cost,
    f.org_id is not null as calibrated
from device_part u
left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
left join calibration_factor f on f.org_id = u.org_id and f.provider = u.provider
    and f.model = coalesce(n.canonical, u.model) and f.token_source = u.token_source and f.client = u.client
left join price p on p.price_id = u.price_id;

-- Requests are the devices'; what settled hours hold of tokens is the provider's, whatever devices saw there.
create view best_daily with (security_invoker = true) as
select s.org_id, s.day, s.subject as user_id, s.unit_id, s.provider, s.model, s.application, s.state as status,
    true as settled, 0::bigint as requests, s.input::numeric as input, s.output::numeric as output,
    s.fresh_input::numeric as fresh_input, s.cache_read::numeric as cache_read, s.cache_write::numeric as cache_write,
    s.cost, s.unpriced::numeric as unpriced
from settled_daily s
union all
select u.org_id, u.day, coalesce(p.user_id::text, 'unknown'), null, u.provider, u.model, u.application, u.state,
    u.settled, u.requests,
    case when u.settled then 0 else u.calibrated_fresh_input + u.calibrated_cache_read + u.calibrated_cache_write end,
    case when u.settled then 0 else u.calibrated_output end,
    case when u.settled then 0 else u.calibrated_fresh_input end,
    case when u.settled then 0 else u.calibrated_cache_read end,
    case when u.settled then 0 else u.calibrated_cache_write end,
    case when u.settled then null else u.calibrated_cost end,
    case when u.settled or u.calibrated_cost is not null then 0
        else u.calibrated_fresh_input + u.calibrated_cache_read + u.calibrated_cache_write + u.calibrated_output end
from device_daily u
left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until);

grant select on provisional_day, device_hour, device_part, device_hourly, device_daily, best_daily
    to reconciliation_app, reconciliation_worker;
