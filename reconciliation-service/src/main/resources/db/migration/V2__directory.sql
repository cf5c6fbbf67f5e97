-- Copies of the directory and the devices, fed from their topics by state-topics, which keeps versions and positions; what is
-- deleted there has no row here.

create table organisation (
    org_id             uuid   primary key,
    version            bigint not null,
    name               text   not null,
    zones              jsonb  not null, -- [{"from": date, "zone": name}], in order
    currency           text   not null,
    privacy            text   not null,
    raw_retention_days int    not null
);

create table person (
    org_id  uuid not null,
    user_id uuid not null,
    email   text not null,
    name    text not null,
    role    text not null,
    status  text not null,
    primary key (org_id, user_id)
);

create table membership (
    org_id        uuid not null,
    user_id       uuid not null,
    department_id uuid,
    team_id       uuid,
    valid_from    date not null,
    valid_until   date,
    primary key (org_id, user_id, valid_from)
);

create table person_alias (
    org_id      uuid not null,
    user_id     uuid not null,
    kind        text not null, -- account, device, provider_user
    value       text not null, -- in lower case
    valid_from  date not null,
    valid_until date,
    primary key (org_id, kind, value, user_id, valid_from)
);
create index person_alias_user on person_alias (org_id, user_id);

create table unit (
    org_id    uuid not null,
    unit_id   uuid not null,
    kind      text not null, -- department, team
    name      text not null,
    parent_id uuid,
    primary key (org_id, unit_id)
);

create table device (
    org_id                 uuid        not null,
    device_id              uuid        not null,
    status                 text        not null,
    first_seen_at          timestamptz not null,
    certificate_expires_at timestamptz,
    primary key (org_id, device_id)
);

-- Who an identity is on a day: the person with its account as alias, else the person its device is assigned to.
-- Ranges of one identity never overlap; a day without a row is 'unknown'.
create table identity_person (
    org_id      uuid   not null,
    identity_id bigint not null,
    user_id     uuid   not null,
    valid_from  date   not null,
    valid_until date,
    primary key (org_id, identity_id, valid_from)
);
create index identity_person_user on identity_person (org_id, user_id);
