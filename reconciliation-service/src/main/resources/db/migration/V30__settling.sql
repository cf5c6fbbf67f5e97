-- What providers counted, settled against what devices saw: whose each token is, hour by hour.

-- UTC days of a provider that have to be settled anew, appended by whoever changes something; no key, so that writers never
-- wait for each other. Settling takes the marks away.
drop table dirty_cell;
create table unsettled_day (
    org_id    uuid        not null,
    provider  text        not null,
    day       date        not null, -- of UTC
    marked_at timestamptz not null default clock_timestamp()
);
create index unsettled_day_key on unsettled_day (org_id, provider, day);

-- One settler at a time per organisation and provider: its row is locked while days of it are settled.
create table settling_lane (
    org_id   uuid not null,
    provider text not null,
    primary key (org_id, provider)
);

-- How far a UTC day of a report was last read completely.
create table read_day (
    connection_id uuid        not null references provider_connection,
    source        text        not null,
    day           date        not null, -- of UTC
    org_id        uuid        not null,
    provider      text        not null,
    read_at       timestamptz not null, -- when the last complete read of it began
    read_until    timestamptz not null, -- the end of what that read asked for, at most the end of the day
    primary key (connection_id, source, day)
);
create index read_day_of on read_day (org_id, provider, day);

-- Models by the names that devices and providers use, each with the one name that answers give it.
create table model_name (
    org_id    uuid not null,
    provider  text not null,
    name      text not null,
    canonical text not null,
    primary key (org_id, provider, name)
);

-- An administrator's rules for names of models, before those that are built in.
create table model_alias (
    alias_id   uuid        primary key,
    org_id     uuid        not null,
    provider   text        not null,
    pattern    text        not null, -- a name in which * stands for anything
    canonical  text        not null,
    version    bigint      not null,
    updated_at timestamptz not null,
    unique (org_id, provider, pattern)
);

-- An administrator's word on whose a provider's key, deployment or project is.
create table identity_mapping (
    mapping_id  uuid        primary key,
    org_id      uuid        not null,
    provider    text        not null,
    kind        text        not null check (kind in ('key', 'deployment', 'project')),
    value       text        not null, -- the provider's id
    user_id     uuid,
    unit_id     uuid, -- a department or team
    valid_from  date        not null, -- UTC days
    valid_until date,                 -- exclusive
    version     bigint      not null,
    updated_at  timestamptz not null,
    check (num_nonnulls(user_id, unit_id) = 1),
    check (valid_until > valid_from)
);
create index identity_mapping_value on identity_mapping (org_id, provider, kind, value);

-- How far the hours of a provider are settled; an hour without a row is estimated only.
create table settled_hour (
    org_id   uuid        not null,
    provider text        not null,
    hour     timestamptz not null,
    state    text        not null check (state in ('provisional', 'reconciled')),
    primary key (org_id, provider, hour)
);

-- Organisation's days of a provider that have reconciled hours; whole: all of their hours are.
create table settled_day (
    org_id   uuid    not null,
    provider text    not null,
    day      date    not null,
    whole    boolean not null,
    primary key (org_id, provider, day)
);

-- One model in one hour: what the provider counted, what devices saw, and how settled that is.
create table settled_cell (
    org_id          uuid        not null,
    provider        text        not null,
    hour            timestamptz not null,
    model           text        not null, -- canonical
    state           text        not null check (state in ('estimated', 'provisional', 'reconciled', 'restated')),
    input           bigint, -- the provider's; null while it has said nothing
    output          bigint,
    fresh_input     bigint, -- null: not reported
    cache_read      bigint,
    cache_write     bigint,
    requests        bigint,
    device_input    bigint      not null,
    device_output   bigint      not null,
    device_requests bigint      not null,
    first_input     bigint, -- the provider's when the cell was first reconciled
    first_output    bigint,
    reconciled_at   timestamptz, -- first
    restated_at     timestamptz, -- last
    primary key (org_id, provider, hour, model)
);

-- Whose the tokens of a cell are. The sums of a cell's shares are the cell's, measure by measure. An hour that the
-- organisation's midnight cuts has shares of two days.
create table settled_share (
    org_id         uuid        not null,
    provider       text        not null,
    hour           timestamptz not null,
    day            date        not null, -- the organisation's
    model          text        not null,
    subject        text        not null, -- a person's id, unknown or unattributed
    unit_id        uuid,                 -- of what is unattributed: the department or team that is said to own it
    application    text        not null,
    attribution    text        not null check (attribution in ('exact', 'key_owner', 'mapped', 'allocated', 'unattributed')),
    tier           text        not null, -- standard, batch, flex, priority, provisioned, other
    input          bigint      not null,
    output         bigint      not null,
    fresh_input    bigint,
    cache_read     bigint,
    cache_write    bigint,
    cache_write_1h bigint,
    requests       bigint,
    cost           numeric, -- USD; null: no price is known
    price_id       text,
    unique nulls not distinct (org_id, provider, hour, day, model, subject, unit_id, application, attribution, tier)
);
create index settled_share_day on settled_share (org_id, provider, day);

-- The shares of reconciled hours, summed by the organisation's day.
create table settled_daily (
    org_id         uuid   not null,
    day            date   not null,
    provider       text   not null,
    model          text   not null,
    subject        text   not null,
    unit_id        uuid,
    application    text   not null,
    attribution    text   not null,
    state          text   not null check (state in ('reconciled', 'restated')),
    input          bigint not null,
    output         bigint not null,
    fresh_input    bigint,
    cache_read     bigint,
    cache_write    bigint,
    requests       bigint,
    cost           numeric, -- of what has a price; null: of nothing
    unpriced       bigint not null, -- tokens without a price
    unique nulls not distinct (org_id, day, provider, model, subject, unit_id, application, attribution, state)
);

do $$
declare
    name text;
begin
    foreach name in array array['unsettled_day', 'settling_lane', 'read_day', 'model_name', 'model_alias', 'identity_mapping',
            'settled_hour', 'settled_day', 'settled_cell', 'settled_share', 'settled_daily'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
        if name not in ('unsettled_day', 'settling_lane') then
            execute format('grant select on %I to reconciliation_app', name);
        end if;
    end loop;
end $$;
grant insert, update, delete on model_alias, identity_mapping to reconciliation_app;
grant insert on unsettled_day to reconciliation_app; -- whoever changes a rule marks the days that it concerns
