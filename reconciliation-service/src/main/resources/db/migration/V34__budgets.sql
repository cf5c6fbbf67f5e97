-- What may be spent in a period, and how the current periods stand.

create table budget (
    budget_id        uuid        primary key,
    org_id           uuid        not null,
    name             text        not null,
    scope            text        not null check (scope in ('organisation', 'department', 'person')),
    scope_id         uuid, -- the department or person
    measure          text        not null check (measure in ('tokens', 'usd')),
    amount           numeric     not null check (amount > 0),
    period           text        not null check (period in ('daily', 'weekly', 'monthly', 'quarterly', 'annual')),
    hard             boolean     not null,
    rollover         boolean     not null,
    thresholds       int[]       not null, -- percent, ascending
    provider         text, -- the only one that counts; null: all
    model            text, -- canonical; the only one that counts; null: all
    starts_on        date        not null, -- the organisation's day; nothing before it counts
    version          bigint      not null,
    computed_version bigint      not null default 0, -- the version that budget_status is of
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    deleted_at       timestamptz,
    check ((scope = 'organisation') = (scope_id is null))
);
create unique index budget_name on budget (org_id, name) where deleted_at is null;
create index budget_list on budget (org_id, budget_id) where deleted_at is null;
create index budget_changed on budget (org_id) where computed_version < version;

-- How a budget stands in its current period, published as state; document is what is published.
create table budget_status (
    org_id            uuid        not null,
    budget_id         uuid        not null,
    start_date        date        not null, -- both included
    end_date          date        not null,
    amount            numeric     not null, -- with what was rolled over
    spent             numeric     not null,
    as_of             timestamptz not null,
    document          jsonb       not null,
    hash              uuid        not null,
    version           bigint      not null,
    published_version bigint      not null default 0,
    deleted           boolean     not null default false,
    primary key (org_id, budget_id)
);
create index budget_status_unpublished on budget_status (version) where published_version < version;

-- A threshold that was reached in a period; once, whatever happens to the sum later.
create table budget_alert (
    org_id       uuid        not null,
    budget_id    uuid        not null references budget,
    period_start date        not null,
    threshold    int         not null, -- percent
    reached_at   timestamptz not null,
    spent        numeric     not null,
    amount       numeric     not null,
    unique (budget_id, period_start, threshold)
);

-- When the budgets of an organisation are looked at again at the latest, and the facts that the last look saw.
create table budget_lane (
    org_id        uuid        primary key,
    computed_at   timestamptz,
    due_at        timestamptz not null default '-infinity',
    rests_until   timestamptz not null default '-infinity', -- after a failure
    facts_version bigint      not null default 0
);
create index daily_fact_latest on daily_fact (org_id, version);

do $$
declare
    name text;
begin
    foreach name in array array['budget', 'budget_status', 'budget_alert', 'budget_lane'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
        if name <> 'budget_lane' then
            execute format('grant select on %I to reconciliation_app', name);
        end if;
    end loop;
end $$;
grant insert, update, delete on budget to reconciliation_app;
