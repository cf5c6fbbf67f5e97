-- A device is what a client certificate of this installation names; ingest knows it from its first accepted request.
create table device (
    org_id                 uuid        not null,
    device_id              uuid        not null,
    status                 text        not null check (status in ('pending', 'enrolled', 'locked', 'revoked')),
    first_seen_at          timestamptz not null,
    certificate_expires_at timestamptz,
    version                bigint      not null,
    published_version      bigint      not null default 0,
    deleted                boolean     not null default false,
    primary key (org_id, device_id)
);
create index device_unpublished on device (version) where published_version < version;

alter table device enable row level security;
alter table device force row level security;
create policy device_of_organisation on device
    using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);

grant select on device to ingest_app;
grant select, insert, update, delete on device to ingest_worker;
