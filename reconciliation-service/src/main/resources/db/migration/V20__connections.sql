-- Where providers are asked for their figures, and as whom.

create table provider_connection (
    connection_id   uuid        primary key,
    org_id          uuid        not null,
    provider        text        not null,
    name            text        not null,
    settings        jsonb       not null, -- addresses, tenant, subscriptions, projects: nothing secret
    state           text        not null check (state in ('active', 'paused')),
    version         bigint      not null, -- of what an administrator sets: the ETag
    secret_version  bigint      not null,
    secret_hint     text        not null, -- its last four characters
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    deleted_at      timestamptz,          -- its figures stay, so its name has to
    last_success_at timestamptz,          -- the oldest of its usage reports: when it was last read
    settled_through timestamptz,          -- its usage before is complete and no longer expected to change
    last_failure_at timestamptz,
    last_failure    text,
    last_words      text,                 -- what is wrong and what to do
    stale           boolean     not null default false -- a usage report could not be read the last time
);
create unique index provider_connection_name on provider_connection (org_id, name) where deleted_at is null;
create index provider_connection_page on provider_connection (org_id, connection_id);

-- A secret under its own data key, which is under a key that is not in the database. Requests write it and cannot read it.
create table provider_secret (
    connection_id uuid   primary key references provider_connection on delete cascade,
    org_id        uuid   not null,
    version       bigint not null,
    key_id        text   not null, -- which key encryption key wraps the data key
    wrapped_key   bytea  not null,
    ciphertext    bytea  not null
);

do $$
declare
    name text;
begin
    foreach name in array array['provider_connection', 'provider_secret'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to reconciliation_worker', name);
    end loop;
end $$;
grant select, insert, update on provider_connection to reconciliation_app;
grant select (connection_id, org_id), insert, delete on provider_secret to reconciliation_app;
