-- Why a provider's count differs from what devices saw, and how far estimates are off.

-- The variance of a settled cell by cause: the rows of a cell sum to provider minus device, both measures to the token.
create table cell_cause (
    org_id      uuid        not null,
    provider    text        not null,
    hour        timestamptz not null,
    model       text        not null, -- canonical
    cause       text        not null check (cause in ('restatement', 'failed_calls', 'late_events', 'coverage_gap',
        'estimator_bias', 'boundary', 'token_category', 'unexplained')),
    input       bigint      not null,
    output      bigint      not null,
    input_low   bigint      not null, -- 80 %
    input_high  bigint      not null,
    output_low  bigint      not null,
    output_high bigint      not null,
    primary key (org_id, provider, hour, model, cause)
);

-- What a person's devices say beyond all that the provider counted for them, further than estimates are off.
create table device_excess (
    org_id         uuid        not null,
    provider       text        not null,
    hour           timestamptz not null,
    model          text        not null,
    subject        text        not null, -- a person's id
    input          bigint      not null, -- above the count
    output         bigint      not null,
    counted_input  bigint      not null,
    counted_output bigint      not null,
    primary key (org_id, provider, hour, model, subject)
);

-- Calls that two paths reported and that were counted once.
create table duplicate_hour (
    org_id   uuid        not null,
    hour     timestamptz not null,
    provider text        not null,
    model    text        not null, -- as the device said it
    requests bigint      not null,
    input    bigint      not null,
    output   bigint      not null,
    primary key (org_id, hour, provider, model)
);

-- When estimates of a provider were last compared with its counts; locked by whoever does it.
create table calibration_lane (
    org_id      uuid        not null,
    provider    text        not null,
    compared_at timestamptz, -- null: never
    comparisons int         not null default 0,
    primary key (org_id, provider)
);

-- A range as it was settled at a moment, with the hashes of all that it came from; never changed.
create table reconciliation_run (
    run_id       uuid        primary key default uuidv7(),
    org_id       uuid        not null,
    start_date   date        not null, -- UTC days, both included
    end_date     date        not null,
    provider     text,                 -- null: all
    as_of        timestamptz not null,
    requested_by text        not null,
    rules_hash   text        not null,
    input_hash   text        not null,
    result_hash  text        not null,
    rows         jsonb       not null,
    check (start_date <= end_date)
);
create index reconciliation_run_page on reconciliation_run (org_id, run_id desc);

do $$
declare
    name text;
begin
    foreach name in array array['cell_cause', 'device_excess', 'duplicate_hour', 'calibration_lane', 'reconciliation_run'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
        if name <> 'calibration_lane' then
            execute format('grant select on %I to reconciliation_app', name);
        end if;
    end loop;
end $$;
grant insert on reconciliation_run to reconciliation_app;
