-- What answers are summed of, summed beforehand by day: by whom and what, and by what alone. They are rebuilt, day by day, of
-- usage_daily, settled_daily, factors, names and people; who asks for a day that they are behind on reads those instead.

-- dirty_sum: the sums of a day are behind; no key, so that writers never wait for each other. summed_day: it has sums.
create table dirty_sum (
    org_id    uuid        not null,
    day       date        not null,
    marked_at timestamptz not null default clock_timestamp()
);
create index dirty_sum_key on dirty_sum (org_id, day);
create table summed_day (
    org_id uuid not null,
    day    date not null,
    primary key (org_id, day)
);

-- Whatever changes published facts changes sums: whoever marks the ones marks the others.
create function mark_sums() returns trigger language plpgsql set search_path = reconciliation, pg_temp as $$
begin
    insert into dirty_sum (org_id, day) select distinct org_id, day from marks;
    return null;
end $$;
create trigger mark_sums after insert on dirty_fact referencing new table as marks
    for each statement execute function mark_sums();

-- Sums of devices' and of settled rows; null is a sum of nothing. Their names are those of UsageColumns.
create table usage_daily_model (
    org_id                  uuid   not null,
    day                     date   not null,
    provider                text   not null,
    model                   text   not null, -- canonical
    application             text   not null,
    part_count              bigint not null,
    device_count            bigint not null,
    requests                numeric,
    fresh_input             numeric,
    cache_read              numeric,
    cache_write             numeric,
    output                  numeric,
    reasoning               numeric,
    cost                    numeric,
    unpriced                numeric,
    calibrated_count        bigint not null,
    calibrated_fresh_input  numeric,
    calibrated_cache_read   numeric,
    calibrated_cache_write  numeric,
    calibrated_output       numeric,
    calibrated_reasoning    numeric,
    calibrated_cost         numeric,
    calibrated_unpriced     numeric,
    open_input              numeric, -- calibrated, of what is not settled
    open_output             numeric,
    open_cost               numeric,
    open_unpriced           numeric,
    settled_count           bigint not null,
    settled_input           numeric,
    settled_output          numeric,
    settled_fresh_input     numeric,
    settled_cache_read      numeric,
    settled_cache_write     numeric,
    settled_requests        numeric,
    settled_cost            numeric,
    settled_unpriced        numeric,
    without_fresh_input     bigint not null, -- settled rows that the provider did not report it of
    without_cache_read      bigint not null,
    without_cache_write     bigint not null,
    without_requests        bigint not null,
    status                  int    not null, -- the least settled: 0 estimated, 1 provisional, 2 restated, 3 reconciled
    primary key (org_id, day, provider, model, application)
);

create table usage_daily_person (
    like usage_daily_model,
    subject     text not null, -- a person's id, unknown or unattributed
    person      uuid,
    identity_id bigint,        -- of who is unknown
    unit_id     uuid,          -- of what is unattributed
    unique nulls not distinct (org_id, day, subject, provider, model, application, identity_id, unit_id)
);
create index usage_daily_person_subject on usage_daily_person (org_id, subject, day);

do $$
declare
    name text;
begin
    foreach name in array array['dirty_sum', 'summed_day', 'usage_daily_model', 'usage_daily_person'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
        execute format('grant select on %I to reconciliation_app', name);
    end loop;
end $$;

-- What was counted before is summed too; its rows are nobody's while this runs.
alter table usage_daily no force row level security;
alter table settled_daily no force row level security;
alter table dirty_sum no force row level security;
insert into dirty_sum (org_id, day) select org_id, day from usage_daily union select org_id, day from settled_daily;
alter table dirty_sum force row level security;
alter table settled_daily force row level security;
alter table usage_daily force row level security;
