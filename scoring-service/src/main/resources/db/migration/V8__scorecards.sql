-- How far a person, team, department or the organisation had adopted AI tools at the end of a day. The people of a group are
-- those whose membership covers that day; tokens count where they were used.
create table scorecard (
    org_id           uuid        not null,
    level            text        not null check (level in ('employee', 'team', 'department', 'organisation')),
    subject_id       uuid        not null,
    night            date        not null, -- the last whole day
    department_id    uuid,                 -- an employee's on that day, a team's own, the one above a department
    team_id          uuid,                 -- an employee's on that day
    eligible         int         not null, -- people who were meant to use AI tools on that day
    active_7         int         not null, -- of those, people with usage in the 7 days until then
    active_30        int         not null,
    active_90        int         not null,
    weeks            bigint[]    not null, -- tokens of 13 weeks, the oldest first; null before the first day of facts
    slope            numeric,              -- tokens a week more from week to week
    slope_low        numeric,              -- with 80 % probability
    slope_high       numeric,
    tokens           bigint      not null, -- of 30 days
    settled_share    numeric,              -- of them; null without tokens
    models           int         not null, -- distinct ones in 30 days
    effective_models numeric,
    providers        jsonb       not null, -- share of the tokens of 30 days by provider
    scored           int         not null, -- people with an efficiency score
    score            numeric,              -- the person's, or the group's median
    score_change_30  numeric,
    score_change_90  numeric,
    settled_until    date,                 -- the newest day with settled facts
    formula_version  int         not null,
    computed_at      timestamptz not null,
    primary key (org_id, night, level, subject_id)
);
create index scorecard_subject on scorecard (org_id, level, subject_id, night);

alter table scorecard enable row level security;
alter table scorecard force row level security;
create policy of_the_caller on scorecard using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select on scorecard to scoring_app;
grant select, insert, update, delete on scorecard to scoring_worker;
