-- Leaderboards that name nobody: a snapshot of each window (a week from Monday), in which groups keep their people.

-- A window as it was published. When the night that it shows is computed again, what changed is its next revision.
create table leaderboard_window (
    org_id          uuid        not null,
    window_start    date        not null,
    revision        int         not null,
    night           date        not null, -- whose scores it shows
    fingerprint     uuid        not null, -- of those scores
    formula_version int         not null,
    published_at    timestamptz not null,
    primary key (org_id, window_start, revision)
);

-- Each group of scored people; one that is withheld has no figures.
create table leaderboard_group (
    org_id         uuid    not null,
    window_start   date    not null,
    revision       int     not null,
    level          text    not null check (level in ('organisation', 'department', 'team')),
    subject_id     uuid    not null, -- the organisation's, department's or team's
    withheld       boolean not null,
    scored         int, -- people whose scores are in the figures
    median         numeric,
    lower_quartile numeric,
    upper_quartile numeric,
    primary key (org_id, window_start, revision, level, subject_id)
);

-- The people of each group that is not withheld.
create table leaderboard_place (
    org_id       uuid not null,
    window_start date not null,
    revision     int  not null,
    level        text not null,
    subject_id   uuid not null,
    user_id      uuid not null,
    place_id     uuid not null default gen_random_uuid(),
    pseudonym    text not null, -- of this window and group only
    rank_from    int  not null, -- the band that the person's rank is in
    rank_to      int  not null,
    score_from   int  not null, -- the band that the person's score is in
    score_to     int  not null,
    primary key (org_id, window_start, revision, level, subject_id, user_id)
);

-- Acts of privacy officers that let them see names and individual scores for a while.
create table anonymity_lift (
    org_id        uuid        not null,
    lift_id       uuid        primary key,
    who           text        not null, -- the privacy officer's id
    department_id uuid,                 -- with those below it; null: the whole organisation
    reason        text        not null,
    lifted_at     timestamptz not null,
    ends_at       timestamptz not null
);
create index anonymity_lift_of on anonymity_lift (org_id, lifted_at);

do $$
declare
    name text;
begin
    foreach name in array array['leaderboard_window', 'leaderboard_group', 'leaderboard_place', 'anonymity_lift'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select on %I to scoring_app', name);
        execute format('grant select, insert, update, delete on %I to scoring_worker', name);
    end loop;
end $$;
grant insert on anonymity_lift to scoring_app; -- nobody changes one or takes one away
revoke update, delete on anonymity_lift from scoring_worker;
