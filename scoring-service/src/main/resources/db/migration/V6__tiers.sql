-- Which models a person may use: a tier that scores earn, and what administrators say instead.

-- The tier of each person of the directory. Who has no row yet has the lowest one.
create table model_tier (
    org_id            uuid        not null,
    user_id           uuid        not null,
    tier              text        not null check (tier in ('standard', 'advanced', 'premium')), -- the one that holds
    since             date        not null,
    reason            text        not null,
    earned            text        not null check (earned in ('standard', 'advanced', 'premium')), -- by scores
    earned_since      date        not null,
    night             date, -- the last one that was looked at when it was earned; null: none
    override_tier     text        check (override_tier in ('standard', 'advanced', 'premium')),
    override_reason   text,
    override_by       text,
    override_at       timestamptz,
    override_until    timestamptz,
    formula_version   int         not null,
    version           bigint      not null,
    published_version bigint      not null default 0,
    deleted           boolean     not null default false,
    primary key (org_id, user_id),
    check ((override_tier is null) = (override_until is null))
);
create index model_tier_unpublished on model_tier (version) where published_version < version;
create index model_tier_ending on model_tier (override_until) where override_until is not null;

-- What happened to tiers, who did it and why.
create table tier_change (
    change_id uuid        primary key default uuidv7(),
    org_id    uuid        not null,
    user_id   uuid        not null,
    at        timestamptz not null,
    day       date        not null, -- the night that decided, or the organisation's day of the act
    kind      text        not null check (kind in ('promoted', 'demoted', 'override_set', 'override_removed', 'override_expired')),
    from_tier text        not null,
    to_tier   text        not null,
    reason    text        not null,
    actor     text        not null -- who; system: the rules
);
create index tier_change_person on tier_change (org_id, user_id, change_id);

-- The last night whose scores were looked at, by which rules.
create table tier_night (
    org_id          uuid        not null,
    night           date        not null,
    promoted        int         not null,
    demoted         int         not null,
    parameters      jsonb       not null,
    formula_version int         not null,
    computed_at     timestamptz not null,
    primary key (org_id, night)
);

-- An administrator's patterns of the models of a tier, instead of those that the service is configured with.
create table tier_models (
    org_id     uuid        not null,
    tier       text        not null check (tier in ('standard', 'advanced', 'premium')),
    patterns   text[]      not null,
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (org_id, tier)
);

-- Acts of administrators, and what came of them by itself, for the audit log; nobody changes a row.
create table audit_act (
    act_id  uuid        primary key default uuidv7(),
    org_id  uuid        not null,
    act     text        not null,
    actor   text        not null,
    subject text        not null,
    reason  text,
    at      timestamptz not null
);
create index audit_act_of on audit_act (org_id, act_id);

do $$
declare
    name text;
begin
    foreach name in array array['model_tier', 'tier_change', 'tier_night', 'tier_models', 'audit_act'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select on %I to scoring_app', name);
        execute format('grant select, insert on %I to scoring_worker', name);
    end loop;
end $$;
grant insert on model_tier, tier_change, audit_act to scoring_app;
grant insert, update, delete on tier_models to scoring_app;
grant update (tier, since, reason, override_tier, override_reason, override_by, override_at, override_until, version, deleted)
    on model_tier to scoring_app;
grant update, delete on model_tier, tier_night to scoring_worker;
grant delete on tier_change to scoring_worker; -- of people who are erased
