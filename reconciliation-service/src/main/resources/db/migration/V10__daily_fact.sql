-- What each person used on each day, as it is published: the sums of usage_daily by person, place and model. A person-day
-- that has vanished is deleted with rows [] until its tombstone; hash tells whether anything changed.
create table daily_fact (
    org_id            uuid    not null,
    day               date    not null,
    user_id           text    not null, -- a person's id, or 'unknown'
    zone              text    not null, -- whose calendar made the day
    rows              jsonb   not null,
    hash              uuid    not null,
    version           bigint  not null,
    published_version bigint  not null default 0,
    deleted           boolean not null default false,
    primary key (org_id, day, user_id)
);
create index daily_fact_unpublished on daily_fact (version) where published_version < version;

-- When the facts of a day were last recomputed: so often, and no oftener, whatever marks the day.
create table fact_day (
    org_id      uuid not null,
    day         date not null,
    computed_at timestamptz,
    primary key (org_id, day)
);

-- Only the worker reads and writes both; a policy is there for whoever is granted more some day.
do $$
declare
    name text;
begin
    foreach name in array array['daily_fact', 'fact_day'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
    end loop;
end $$;
