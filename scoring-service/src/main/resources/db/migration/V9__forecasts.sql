-- What each night said of the next 90 days of the organisation, its providers, models and departments, in tokens.
create table forecast (
    org_id          uuid        not null,
    scope           text        not null check (scope in ('organisation', 'provider', 'model', 'department')),
    subject         text        not null, -- a provider's or model's name, a department's id; empty for the organisation
    night           date        not null, -- the last whole day
    state           text        not null check (state in ('forecast', 'insufficient_data')),
    first_day       date        not null, -- of the history
    settled_days    int         not null,
    filled_days     int         not null, -- days of which any part is a calibrated estimate
    days            jsonb,                -- [forecast, low 80, high 80, low 95, high 95] of each day
    next_30         jsonb,                -- likewise, of the total
    next_90         jsonb,
    weights         jsonb,                -- of the forecasters in the combination
    mase            numeric,
    naive_mase      numeric,
    coverage        numeric,              -- backtested share of days within the 80 % band
    tested_days     int,                  -- how far ahead the backtest reaches
    trend           text,                 -- the class that is shown
    trend_seen      text,                 -- the class of tonight alone
    people          bigint      not null, -- active in the last 30 days
    people_before   bigint      not null, -- in the 30 before
    tokens_30       numeric,              -- used in the last 30 days; null where the history is shorter
    tokens_before   numeric,              -- in the 30 before
    formula_version int         not null,
    computed_at     timestamptz not null,
    primary key (org_id, scope, subject, night)
);
create index forecast_night on forecast (org_id, night);

alter table forecast enable row level security;
alter table forecast force row level security;
create policy of_the_caller on forecast using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select on forecast to scoring_app;
grant select, insert, update, delete on forecast to scoring_worker;
