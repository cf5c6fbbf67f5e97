-- Copies of the directory, fed from its topics by state-topics, which keeps versions and positions; what is deleted there
-- has no row here. Aliases are not copied: usage arrives by person.

create table organisation (
    org_id   uuid primary key,
    name     text not null,
    currency text not null,
    privacy  text not null -- named, anonymised, teams_only
);

-- The zone that makes an organisation's days, from a day on; the first one holds for all days before the second begins.
create table organisation_zone (
    org_id     uuid not null,
    valid_from date not null,
    place      int  not null,
    zone       text not null,
    primary key (org_id, place)
);

create table person (
    org_id  uuid not null,
    user_id uuid not null,
    email   text not null,
    name    text not null,
    role    text not null, -- admin, analyst, lead, member, privacy_officer
    status  text not null, -- active, inactive, suspended
    primary key (org_id, user_id)
);

-- Where a person belongs from a day until the day before another (null: still). `place`: the directory's order.
create table membership (
    org_id        uuid not null,
    user_id       uuid not null,
    place         int  not null,
    department_id uuid,
    team_id       uuid,
    valid_from    date not null,
    valid_until   date,
    primary key (org_id, user_id, place)
);
create index membership_department on membership (org_id, department_id);

-- The days on which a person was meant to use AI tools.
create table eligibility (
    org_id      uuid not null,
    user_id     uuid not null,
    place       int  not null,
    valid_from  date not null,
    valid_until date,
    primary key (org_id, user_id, place)
);

create table unit (
    org_id    uuid not null,
    unit_id   uuid not null,
    kind      text not null, -- department, team
    name      text not null,
    parent_id uuid,
    primary key (org_id, unit_id)
);
