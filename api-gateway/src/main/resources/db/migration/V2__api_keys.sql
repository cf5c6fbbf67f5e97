-- API keys: what is kept of a key is its SHA-256, never the key.
create table api_key (
    org_id uuid not null references organisation,
    key_id uuid primary key,
    name text not null,
    hint text not null,
    digest bytea not null unique check (length(digest) = 32),
    scopes text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index api_key_of_organisation on api_key (org_id, key_id);

alter table api_key enable row level security;
alter table api_key force row level security;
create policy organisation on api_key using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
-- Whoever holds a key may read the row of that key, before anything is known of the organisation.
create policy bearer on api_key for select using (
    digest = decode(nullif(current_setting('toktra.key_digest', true), ''), 'hex'));
grant select, insert, update on api_key to gateway_app, gateway_worker;

create function api_key_with(key_digest bytea) returns setof api_key language plpgsql as $$
begin
    perform set_config('toktra.key_digest', encode(key_digest, 'hex'), true);
    return query select * from api_key where digest = key_digest;
end
$$;
