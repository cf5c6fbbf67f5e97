-- The nightly computation of each organisation, and what it says of how well people use AI.

-- One computation of one night. Whoever works on it holds the row's lock inside each part, and the lease between parts.
create table night_run (
    run_id       uuid        primary key,
    org_id       uuid        not null,
    day          date        not null, -- the last whole day, in `zone`
    zone         text        not null,
    kind         text        not null check (kind in ('nightly', 'catch_up', 'on_demand')),
    state        text        not null check (state in ('queued', 'running', 'finished', 'failed')),
    requested_by text, -- who asked; null: the clock
    facts        bigint, -- rows of facts that there were when it began
    queued_at    timestamptz not null,
    began_at     timestamptz,
    finished_at  timestamptz,
    fence        bigint      not null default 0, -- raised with each taking
    owner        text,
    lease_until  timestamptz,
    rests_until  timestamptz not null default '-infinity' -- after a failure
);
create unique index night_run_open on night_run (org_id) where state in ('queued', 'running');
create unique index night_run_nightly on night_run (org_id, day) where kind = 'nightly';
create index night_run_latest on night_run (org_id, queued_at);

-- A part of a run; the parts go one after the other.
create table night_part (
    run_id      uuid        not null references night_run on delete cascade,
    org_id      uuid        not null,
    name        text        not null,
    place       int         not null,
    state       text        not null check (state in ('waiting', 'running', 'finished', 'failed')),
    attempts    int         not null default 0,
    results     int,
    began_at    timestamptz,
    finished_at timestamptz,
    error       text, -- a sentence for the administrator
    primary key (run_id, name)
);

-- The efficiency of a person at the end of a day: a row for each active person who was eligible or used something.
create table score (
    org_id          uuid        not null,
    user_id         uuid        not null,
    night           date        not null, -- the last day that counts
    score           numeric,
    low             numeric, -- of the 80 % interval
    high            numeric,
    state           text        not null check (state in ('scored', 'insufficient_data')),
    department_id   uuid, -- of that day
    team_id         uuid,
    active_days     int         not null,
    requests        bigint      not null,
    settled_share   numeric, -- of the cost-weighted tokens; null: none
    components      jsonb       not null,
    highlight       jsonb,
    trend           text        check (trend in ('up', 'flat', 'down')),
    change          numeric, -- against the score 30 days ago
    backfilled      boolean     not null default false, -- computed later, from what was known later
    formula_version int         not null,
    computed_at     timestamptz not null,
    primary key (org_id, user_id, night),
    check ((state = 'scored') = (score is not null) and (score is null) = (low is null) and (score is null) = (high is null))
);
create index score_night on score (org_id, night);

-- What the scores of a night were computed from, and how.
create table score_basis (
    org_id          uuid        not null,
    night           date        not null,
    formula_version int         not null,
    parameters      jsonb       not null,
    first_day       date        not null,
    settled_through date, -- the last day whose usage is settled whole; null: none
    rows            bigint      not null, -- of facts
    token_price     numeric, -- USD, the median of the organisation; null: nothing is priced
    backfilled      boolean     not null,
    computed_at     timestamptz not null,
    primary key (org_id, night)
);

-- The median of a unit's scores; a department with those below it. The organisation's own has its id as unit.
create table unit_score (
    org_id  uuid not null,
    unit_id uuid not null,
    night   date not null,
    level   text not null check (level in ('organisation', 'department', 'team')),
    scored  int  not null,
    people  int  not null, -- scored or not
    median  numeric,
    lower   numeric, -- quartiles
    upper   numeric,
    withheld boolean not null default false, -- beside all others of the night it would tell of 1 to 4 people
    primary key (org_id, unit_id, night)
);

-- The last score of each person as it is published.
create table score_state (
    org_id            uuid    not null,
    user_id           uuid    not null,
    document          jsonb   not null,
    hash              uuid    not null,
    version           bigint  not null,
    published_version bigint  not null default 0,
    deleted           boolean not null default false,
    primary key (org_id, user_id)
);
create index score_state_unpublished on score_state (version) where published_version < version;

do $$
declare
    name text;
begin
    foreach name in array array['night_run', 'night_part', 'score', 'score_basis', 'unit_score', 'score_state'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select on %I to scoring_app', name);
        execute format('grant select, insert, update, delete on %I to scoring_worker', name);
    end loop;
end $$;
grant insert on night_run to scoring_app;
