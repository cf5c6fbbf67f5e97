-- What providers say was used, and the work of reading it.

-- One reader at a time per connection: whoever holds the lease, with its number as the fence of everything it writes.
create table poll_lane (
    connection_id uuid        primary key references provider_connection,
    org_id        uuid        not null,
    fence         bigint      not null default 0,
    owner         text,
    lease_until   timestamptz,
    rests_until   timestamptz, -- the provider wants to be left alone until then
    polled_at     timestamptz
);

-- What is read when: a report of a connection and a span of time.
create table poll_slot (
    connection_id      uuid        not null references provider_connection,
    source             text        not null, -- a report, or names
    span               text        not null check (span in ('recent', 'deep', 'backfill', 'names')),
    org_id             uuid        not null,
    due_at             timestamptz not null, -- infinity: done for good
    connection_version bigint      not null default 0, -- of the settings that it was last tried with
    cursor_at          timestamptz, -- where the pass goes on; null: a new one begins
    floor_at           timestamptz, -- before it the provider has nothing
    step_days          int,
    failures           int         not null default 0,
    last_success_at    timestamptz,
    settled_through    timestamptz,
    last_failure_at    timestamptz,
    last_failure       text,
    last_words         text,
    primary key (connection_id, source, span)
);
create index poll_slot_due on poll_slot (due_at);

-- Every read, visible for good: what was asked, what came, what it changed, or why not.
create table poll_run (
    run_id        uuid        primary key,
    org_id        uuid        not null,
    connection_id uuid        not null references provider_connection,
    source        text        not null,
    span          text        not null,
    window_start  timestamptz,
    window_end    timestamptz,
    width         text,
    fence         bigint      not null,
    started_at    timestamptz not null,
    finished_at   timestamptz,
    outcome       text        not null check (outcome in ('running', 'complete', 'failed', 'lost')),
    failure       text,
    words         text,
    remarks       text[]      not null default '{}',
    pages         int         not null default 0,
    rows          int         not null default 0,
    dropped       int         not null default 0,
    inserted      int         not null default 0,
    changed       int         not null default 0,
    missing       int         not null default 0, -- rows that a complete read did not have for the first time
    retracted     int         not null default 0
);
create index poll_run_page on poll_run (org_id, connection_id, run_id desc);
create index poll_run_open on poll_run (connection_id) where outcome = 'running';

-- In which buckets a UTC day of a report is kept, decided once: hours and days are never mixed.
create table poll_width (
    connection_id uuid not null references provider_connection,
    source        text not null,
    day           date not null,
    org_id        uuid not null,
    width         text not null check (width in ('hour', 'day')),
    primary key (connection_id, source, day)
);

-- Tokens by bucket and all that the provider tells apart. key_hash is of connection, source, bucket, width and dimensions.
create table provider_count (
    connection_id  uuid        not null references provider_connection,
    source         text        not null,
    bucket         timestamptz not null,
    key_hash       uuid        not null,
    org_id         uuid        not null,
    provider       text        not null,
    width          text        not null check (width in ('hour', 'day')),
    model          text        not null,
    provider_user  text,
    provider_key   text,
    project        text,
    deployment     text,
    tier           text,
    location       text,
    batch          boolean     not null,
    input          bigint      not null,
    output         bigint      not null,
    fresh_input    bigint, -- null: the provider does not report it
    cache_read     bigint,
    cache_write    bigint,
    cache_write_1h bigint,
    requests       bigint,
    state          text        not null check (state in ('known', 'retraction_pending', 'retracted')),
    missing_since  timestamptz,
    value_hash     uuid        not null, -- of the measures as they were read
    run_id         uuid        not null, -- that wrote it last
    first_seen_at  timestamptz not null,
    changed_at     timestamptz not null,
    revisions      int         not null default 0,
    primary key (connection_id, source, bucket, key_hash)
);
create index provider_count_cell on provider_count (org_id, provider, bucket);

-- What providers bill, by day: a second check in money, never added to usage.
create table provider_cost (
    connection_id uuid        not null references provider_connection,
    source        text        not null,
    bucket        timestamptz not null,
    key_hash      uuid        not null,
    org_id        uuid        not null,
    provider      text        not null,
    width         text        not null check (width = 'day'),
    model         text,
    line_item     text,
    project       text,
    provider_key  text,
    tier          text,
    usd           numeric     not null,
    state         text        not null check (state in ('known', 'retraction_pending', 'retracted')),
    missing_since timestamptz,
    value_hash    uuid        not null,
    run_id        uuid        not null,
    first_seen_at timestamptz not null,
    changed_at    timestamptz not null,
    revisions     int         not null default 0,
    primary key (connection_id, source, bucket, key_hash)
);
create index provider_cost_day on provider_cost (org_id, provider, bucket);

-- What was made with coding agents, by day and actor; its tokens are part of the provider's usage already.
create table provider_coding (
    connection_id uuid        not null references provider_connection,
    source        text        not null,
    bucket        timestamptz not null,
    key_hash      uuid        not null,
    org_id        uuid        not null,
    provider      text        not null,
    width         text        not null check (width = 'day'),
    actor_email   text,
    actor_key     text,
    customer      text,
    sessions      bigint,
    lines_added   bigint,
    lines_removed bigint,
    commits       bigint,
    pull_requests bigint,
    accepted      bigint,
    rejected      bigint,
    tokens        jsonb       not null, -- by model
    state         text        not null check (state in ('known', 'retraction_pending', 'retracted')),
    missing_since timestamptz,
    value_hash    uuid        not null,
    run_id        uuid        not null,
    first_seen_at timestamptz not null,
    changed_at    timestamptz not null,
    revisions     int         not null default 0,
    primary key (connection_id, source, bucket, key_hash)
);
create index provider_coding_day on provider_coding (org_id, provider, bucket);

-- Every change of a figure that was there: what it was, what it is, when and by which run.
create table figure_revision (
    revision_id   bigint      generated always as identity primary key,
    org_id        uuid        not null,
    connection_id uuid        not null,
    source        text        not null,
    bucket        timestamptz not null,
    key_hash      uuid        not null,
    what          text        not null check (what in ('changed', 'missing', 'retracted', 'back')),
    old_values    jsonb       not null,
    new_values    jsonb       not null,
    at            timestamptz not null,
    run_id        uuid        not null
);
create index figure_revision_key on figure_revision (connection_id, source, bucket, key_hash);

-- What providers' ids stood for, and when; what disappeared from their lists stays known.
create table provider_name (
    connection_id   uuid        not null references provider_connection,
    kind            text        not null check (kind in ('user', 'key', 'project', 'deployment')),
    provider_id     text        not null,
    valid_from      timestamptz not null, -- when it was first read so
    valid_until     timestamptz,          -- when it was first read otherwise; not when it disappeared
    last_seen_at    timestamptz not null,
    org_id          uuid        not null,
    name            text,
    email           text,
    owner           text, -- of a key: a user's id
    owner_email     text,
    service_account text,
    project         text,
    model           text, -- of a deployment
    primary key (connection_id, kind, provider_id, valid_from)
);

-- Hours whose provider figures changed, appended; whoever settles them takes the marks away.
create table dirty_cell (
    org_id    uuid        not null,
    provider  text        not null,
    hour      timestamptz not null,
    marked_at timestamptz not null default clock_timestamp()
);
create index dirty_cell_key on dirty_cell (org_id, provider, hour);

do $$
declare
    name text;
begin
    foreach name in array array['poll_lane', 'poll_slot', 'poll_run', 'poll_width', 'provider_count', 'provider_cost',
            'provider_coding', 'figure_revision', 'provider_name', 'dirty_cell'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
        if name not in ('poll_lane', 'dirty_cell') then
            execute format('grant select on %I to reconciliation_app', name);
        end if;
    end loop;
end $$;
grant update (due_at) on poll_slot to reconciliation_app;
