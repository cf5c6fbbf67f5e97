-- What a person used on a day, a row for each combination that the ledger tells apart; a person-day is replaced whole.
create table daily_fact (
    org_id              uuid   not null,
    day                 date   not null, -- the organisation's, in `zone`
    user_id             text   not null, -- a person's id, or 'unknown', or 'unattributed'
    place               int    not null, -- the row's place in the person-day
    person_id           uuid,            -- user_id where it is a person's
    zone                text   not null,
    department_id       uuid,
    team_id             uuid,
    provider            text   not null,
    model               text   not null,
    application         text   not null,
    status              text   not null, -- estimated, provisional, reconciled, restated
    requests            bigint not null,
    failed_requests     bigint not null,
    retried_requests    bigint not null,
    small_requests      bigint not null,
    wasted_fresh_input  bigint not null,
    wasted_cache_read   bigint not null,
    wasted_cache_write  bigint not null,
    wasted_output       bigint not null,
    wasted_reasoning    bigint not null,
    edits_accepted      bigint not null,
    edits_rejected      bigint not null,
    lines_accepted      bigint not null,
    commits             bigint not null,
    pull_requests       bigint not null,
    est_fresh_input     bigint not null,
    est_cache_read      bigint not null,
    est_cache_write     bigint not null,
    est_output          bigint not null,
    est_reasoning       bigint not null,
    -- Null until calibration has data; low and high bound the total with 80 % probability.
    cal_fresh_input     bigint,
    cal_cache_read      bigint,
    cal_cache_write     bigint,
    cal_output          bigint,
    cal_reasoning       bigint,
    cal_low             bigint,
    cal_high            bigint,
    -- Null where the provider does not report it, never 0.
    rec_input           bigint,
    rec_output          bigint,
    rec_fresh_input     bigint,
    rec_cache_read      bigint,
    rec_cache_write     bigint,
    rec_reasoning       bigint,
    estimated_cost      numeric, -- USD
    reconciled_cost     numeric, -- USD
    primary key (org_id, user_id, day, place)
);
create index daily_fact_day on daily_fact (org_id, day);
