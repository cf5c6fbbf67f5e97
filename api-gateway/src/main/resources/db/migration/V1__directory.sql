-- Organisations, their departments and teams, and their people with dated memberships, aliases and eligibility.
-- version and published_version are read by the publisher of directory.*.v1; rows are never deleted, only marked.

-- A text as a range of one, so that exclusion constraints can compare it without a further extension.
create type exactly as range (subtype = text, collation = "C");

create table organisation (
    org_id uuid primary key,
    name text not null,
    currency text not null,
    privacy text not null default 'named',
    raw_retention_days integer not null default 390,
    version bigint not null,
    published_version bigint not null default 0,
    deleted boolean not null default false
);

-- The zone that decides an organisation's days, by its first local day.
create table organisation_zone (
    org_id uuid not null references organisation,
    valid_from date not null,
    zone text not null,
    primary key (org_id, valid_from)
);

create table unit (
    org_id uuid not null references organisation,
    unit_id uuid primary key,
    kind text not null check (kind in ('department', 'team')),
    name text not null,
    parent_id uuid,
    version bigint not null,
    published_version bigint not null default 0,
    deleted boolean not null default false,
    unique (org_id, unit_id),
    foreign key (org_id, parent_id) references unit (org_id, unit_id)
);

create table person (
    org_id uuid not null references organisation,
    user_id uuid primary key,
    email text not null,
    name text not null,
    role text not null check (role in ('admin', 'analyst', 'lead', 'member', 'privacy_officer')),
    status text not null check (status in ('active', 'inactive', 'suspended')),
    version bigint not null,
    published_version bigint not null default 0,
    deleted boolean not null default false,
    unique (org_id, user_id)
);
create unique index person_email on person (org_id, lower(email)) where not deleted;

create table membership (
    org_id uuid not null,
    user_id uuid not null,
    department_id uuid,
    team_id uuid,
    valid_from date not null,
    valid_until date check (valid_until > valid_from),
    primary key (org_id, user_id, valid_from),
    foreign key (org_id, user_id) references person (org_id, user_id) on delete cascade,
    foreign key (org_id, department_id) references unit (org_id, unit_id),
    foreign key (org_id, team_id) references unit (org_id, unit_id),
    constraint membership_one_a_day exclude using gist (
        exactly(user_id::text, user_id::text, '[]') with =, daterange(valid_from, valid_until) with &&)
);

create table alias (
    org_id uuid not null,
    user_id uuid not null,
    kind text not null check (kind in ('account', 'device', 'provider_user')),
    value text not null,
    valid_from date not null,
    valid_until date check (valid_until > valid_from),
    foreign key (org_id, user_id) references person (org_id, user_id) on delete cascade,
    constraint alias_one_a_day exclude using gist (
        exactly(org_id::text || ' ' || kind || ' ' || value, org_id::text || ' ' || kind || ' ' || value, '[]') with =,
        daterange(valid_from, valid_until) with &&)
);
create index alias_person on alias (org_id, user_id);

create table eligibility (
    org_id uuid not null,
    user_id uuid not null,
    valid_from date not null,
    valid_until date check (valid_until > valid_from),
    primary key (org_id, user_id, valid_from),
    foreign key (org_id, user_id) references person (org_id, user_id) on delete cascade
);

create index organisation_unpublished on organisation (version) where published_version < version;
create index unit_unpublished on unit (version) where published_version < version;
create index person_unpublished on person (version) where published_version < version;

-- What goes to the topics and what answers are made of.

create function organisation_state(o organisation) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'org_id', o.org_id, 'version', o.version, 'deleted', o.deleted, 'name', o.name, 'currency', o.currency,
        'privacy', o.privacy, 'raw_retention_days', o.raw_retention_days,
        'zones', (select jsonb_agg(jsonb_build_object('from', z.valid_from, 'zone', z.zone) order by z.valid_from)
                  from organisation_zone z where z.org_id = o.org_id))
$$;

create function unit_state(u unit) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'org_id', u.org_id, 'unit_id', u.unit_id, 'version', u.version, 'deleted', u.deleted, 'kind', u.kind,
        'name', u.name, 'parent_id', u.parent_id)
$$;

create function person_state(p person) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'org_id', p.org_id, 'user_id', p.user_id, 'version', p.version, 'deleted', p.deleted, 'email', p.email,
        'name', p.name, 'role', p.role, 'status', p.status,
        'memberships', coalesce(
            (select jsonb_agg(jsonb_build_object(
                 'department_id', m.department_id, 'team_id', m.team_id,
                 'valid_from', m.valid_from, 'valid_until', m.valid_until) order by m.valid_from)
             from membership m where m.org_id = p.org_id and m.user_id = p.user_id), '[]'),
        'aliases', coalesce(
            (select jsonb_agg(jsonb_build_object(
                 'kind', a.kind, 'value', a.value,
                 'valid_from', a.valid_from, 'valid_until', a.valid_until) order by a.kind, a.value, a.valid_from)
             from alias a where a.org_id = p.org_id and a.user_id = p.user_id), '[]'),
        'eligibility', coalesce(
            (select jsonb_agg(jsonb_build_object(
                 'valid_from', e.valid_from, 'valid_until', e.valid_until) order by e.valid_from)
             from eligibility e where e.org_id = p.org_id and e.user_id = p.user_id), '[]'))
$$;

do $$
declare
    directory text;
begin
    foreach directory in array array[
        'organisation', 'organisation_zone', 'unit', 'person', 'membership', 'alias', 'eligibility']
    loop
        execute format('alter table %I enable row level security', directory);
        execute format('alter table %I force row level security', directory);
        execute format('create policy organisation on %I using '
            || '(org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', directory);
        execute format('grant select, insert, update, delete on %I to gateway_worker', directory);
    end loop;
end
$$;
grant select, update on organisation to gateway_app;
grant select, insert, update on unit, person to gateway_app;
grant select, insert, delete on organisation_zone, membership, alias, eligibility to gateway_app;
