-- What a run keeps so that it can be settled again: rules and factors as they were, how far each day was read, and hashes of
-- what is too much to be kept twice. Functions run as whoever calls them: requests see their organisation only.

-- {"rules": kept_rules, "days": [kept_day, ...]}; null: made before runs could be settled again.
alter table reconciliation_run add kept jsonb;

grant select on unsettled_day to reconciliation_app; -- a run says which days were waiting to be settled

create index reconciliation_run_age on reconciliation_run (as_of);

create function lines_hash(lines text[]) returns text language sql immutable parallel safe as $$
    select encode(sha256(convert_to(coalesce((
        select string_agg(line, chr(10) order by line collate "C") from unnest(lines) l(line)), ''), 'UTF8')), 'hex')
$$;

-- What a provider had counted at a moment: figures as they are now, those changed since taken back by their revisions.
create function provider_count_at(of_org uuid, of_provider text, first timestamptz, until timestamptz, moment timestamptz)
    returns table (connection_id uuid, source text, bucket timestamptz, key_hash uuid, width text, model text,
        provider_user text, provider_key text, project text, deployment text, tier text, location text, batch boolean,
        input bigint, output bigint, fresh_input bigint, cache_read bigint, cache_write bigint, cache_write_1h bigint,
        requests bigint, state text)
    language sql stable as $$
    select c.connection_id, c.source, c.bucket, c.key_hash, c.width, c.model, c.provider_user, c.provider_key, c.project,
        c.deployment, c.tier, c.location, c.batch,
        case when n.old_values is null then c.input else (n.old_values ->> 'input')::bigint end,
        case when n.old_values is null then c.output else (n.old_values ->> 'output')::bigint end,
        case when n.old_values is null then c.fresh_input else (n.old_values ->> 'fresh_input')::bigint end,
        case when n.old_values is null then c.cache_read else (n.old_values ->> 'cache_read')::bigint end,
        case when n.old_values is null then c.cache_write else (n.old_values ->> 'cache_write')::bigint end,
        case when n.old_values is null then c.cache_write_1h else (n.old_values ->> 'cache_write_1h')::bigint end,
        case when n.old_values is null then c.requests else (n.old_values ->> 'requests')::bigint end,
        case when n.old_values is null then c.state
            else coalesce((
                select case r.what when 'retracted' then 'retracted' when 'missing' then 'retraction_pending' else 'known' end
                from figure_revision r
                where r.connection_id = c.connection_id and r.source = c.source and r.bucket = c.bucket
                    and r.key_hash = c.key_hash and r.at <= $5
                order by r.revision_id desc limit 1), 'known') end
    from provider_count c
    left join lateral (
        select r.old_values from figure_revision r
        where c.revisions > 0 and r.connection_id = c.connection_id and r.source = c.source and r.bucket = c.bucket
            and r.key_hash = c.key_hash and r.at > $5
        order by r.revision_id limit 1) n on true
    where c.org_id = $1 and c.provider = $2 and c.bucket >= $3 and c.bucket < $4 and c.first_seen_at <= $5
$$;

-- A UTC day of a provider: how far it was read, and hashes of its figures at a moment, of what devices saw, of whose devices
-- they are, and of what is settled. A deleted connection counts as in settling.
create function kept_day(of_org uuid, of_provider text, of_day date, moment timestamptz, sources text[]) returns jsonb
    language sql stable as $$
    with bounds as (
        select $3::timestamp at time zone 'UTC' as first, ($3 + 1)::timestamp at time zone 'UTC' as last),
    connected as (
        select c.connection_id from provider_connection c
        where c.org_id = $1 and c.provider = $2 and (c.deleted_at is null or not exists (
            select from provider_connection o where o.org_id = c.org_id and o.provider = c.provider
                and (o.deleted_at is null or o.created_at >= c.deleted_at)))),
    readings as (
        select count(*) as readings, min(r.read_at) as read_at, min(r.read_until) as read_until
        from read_day r join connected using (connection_id) where r.source = any($5) and r.day = $3),
    seen as (
        select u.* from usage_hourly u, bounds b
        where u.org_id = $1 and u.provider = $2 and u.day between $3 - 1 and $3 + 1 and u.hour >= b.first and u.hour < b.last)
    select jsonb_build_object('provider', $2, 'day', $3,
        'connections', (select coalesce(jsonb_agg(connection_id order by connection_id), '[]') from connected),
        'readings', r.readings, 'read_at', r.read_at, 'read_until', r.read_until,
        'waiting', exists (select from unsettled_day m where m.org_id = $1 and m.provider = $2 and m.day = $3),
        'figures', lines_hash((
            select array_agg(jsonb_build_array(f.connection_id, f.source, extract(epoch from f.bucket), f.width, f.key_hash,
                f.input, f.output, f.fresh_input, f.cache_read, f.cache_write, f.cache_write_1h, f.requests)::text)
            from bounds b, provider_count_at($1, $2, b.first, b.last, $4) f where f.state <> 'retracted')),
        'devices', lines_hash((
            select array_agg(jsonb_build_array(extract(epoch from u.hour), u.day, u.identity_id, u.model, u.application,
                u.token_source, u.client, u.requests, u.fresh_input, u.cache_read, u.cache_write, u.output,
                u.wasted_fresh_input, u.wasted_output)::text) from seen u)),
        'people', lines_hash((
            select array_agg(distinct jsonb_build_array(u.identity_id, u.day, p.user_id)::text)
            from seen u join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until))),
        'result', lines_hash((
            select array_agg(line) from (
                select concat_ws(chr(31), 'cell', extract(epoch from c.hour)::bigint, c.model, c.state,
                    coalesce(c.input::text, ''), coalesce(c.output::text, ''), coalesce(c.fresh_input::text, ''),
                    coalesce(c.cache_read::text, ''), coalesce(c.cache_write::text, ''), coalesce(c.requests::text, ''),
                    c.device_input, c.device_output) as line
                from settled_cell c, bounds b
                where c.org_id = $1 and c.provider = $2 and c.hour >= b.first and c.hour < b.last
                union all
                select concat_ws(chr(31), 'share', extract(epoch from s.hour)::bigint, s.model, s.day, s.subject,
                    coalesce(s.unit_id::text, ''), s.application, s.attribution, s.tier, s.input, s.output,
                    coalesce(s.fresh_input::text, ''), coalesce(s.cache_read::text, ''), coalesce(s.cache_write::text, ''),
                    coalesce(s.cache_write_1h::text, ''), coalesce(s.requests::text, ''))
                from settled_share s, bounds b
                where s.org_id = $1 and s.provider = $2 and s.hour >= b.first and s.hour < b.last) l)),
        'causes', lines_hash((
            select array_agg(jsonb_build_array(extract(epoch from x.hour), x.model, x.cause, x.input, x.output)::text)
            from cell_cause x, bounds b
            where x.org_id = $1 and x.provider = $2 and x.hour >= b.first and x.hour < b.last)))
    from readings r
$$;

-- Rules of a range (of a provider, null for all): names, mappings and factors as they are, and hashes of whom the providers'
-- names stand for and, where a department or team is mapped, of who belongs where.
create function kept_rules(of_org uuid, of_provider text, start date, until date, moment timestamptz) returns jsonb
    language sql stable as $$
    with mappings as (
        select m.* from identity_mapping m
        where m.org_id = $1 and ($2 is null or m.provider = $2)
            and m.valid_from <= $4 and (m.valid_until is null or m.valid_until > $3)),
    address as (
        select distinct lower(a.email) as email
        from provider_name n join provider_connection c on c.connection_id = n.connection_id
        cross join unnest(array[n.email, n.owner_email]) a(email)
        where c.org_id = $1 and ($2 is null or c.provider = $2) and n.valid_from <= $5 and a.email is not null)
    select jsonb_build_object(
        'aliases', (select coalesce(jsonb_agg(jsonb_build_object('provider', a.provider, 'pattern', a.pattern, 'canonical',
                a.canonical) order by a.provider, a.pattern), '[]')
            from model_alias a where a.org_id = $1 and ($2 is null or a.provider = $2)),
        'mappings', (select coalesce(jsonb_agg(jsonb_build_object('provider', m.provider, 'kind', m.kind, 'value', m.value,
                'user_id', m.user_id, 'unit_id', m.unit_id, 'valid_from', m.valid_from, 'valid_until', m.valid_until)
                order by m.mapping_id), '[]') from mappings m),
        'factors', (select coalesce(jsonb_agg(jsonb_build_object('provider', f.provider, 'model', f.model, 'token_source',
                f.token_source, 'client', f.client, 'input_factor', f.input_factor, 'input_low', f.input_low,
                'input_high', f.input_high, 'output_factor', f.output_factor, 'output_low', f.output_low,
                'output_high', f.output_high, 'comparisons', f.comparisons)
                order by f.provider, f.model, f.token_source, f.client), '[]')
            from calibration_factor f where f.org_id = $1 and ($2 is null or f.provider = $2)),
        'calendar', (select o.zones from organisation o where o.org_id = $1),
        'names', lines_hash((
            select array_agg(line) from (
                select jsonb_build_array('email', p.email, p.user_id)::text as line
                from person p where p.org_id = $1 and lower(p.email) in (select email from address)
                union all
                select jsonb_build_array(a.kind, a.value, a.user_id, a.valid_from, a.valid_until)::text
                from person_alias a
                where a.org_id = $1 and a.valid_from <= $4 and (a.valid_until is null or a.valid_until > $3)
                    and (a.kind = 'provider_user'
                        or a.kind = 'account' and a.value in (select email from address))) l)),
        'places', case when exists (select from mappings where unit_id is not null) then lines_hash((
            select array_agg(line) from (
                select jsonb_build_array(p.user_id, p.department_id, p.team_id, p.valid_from, p.valid_until)::text as line
                from placement p
                where p.org_id = $1 and p.valid_from <= $4 + 1 and (p.valid_until is null or p.valid_until >= $3 - 1)
                union all
                select jsonb_build_array(u.unit_id, u.parent_id)::text from unit u
                where u.org_id = $1 and u.parent_id is not null) l)) end)
$$;
