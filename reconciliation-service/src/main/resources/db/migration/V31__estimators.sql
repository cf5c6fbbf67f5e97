-- Sums of devices by where their token counts come from and which program sent them: each has a bias of its own, which
-- calibration_factor takes away. What was counted before is 'unknown' in both.
alter table usage_hourly
    add token_source text not null default 'unknown', -- response_usage, tokenizer, byte_ratio
    add client       text not null default 'unknown',
    drop constraint usage_hourly_pkey,
    add primary key (org_id, day, hour, identity_id, provider, model, application, token_source, client);

alter table usage_daily
    add token_source text not null default 'unknown',
    add client       text not null default 'unknown',
    add cost         numeric, -- USD, of the standard tier; null: no price is known
    add price_id     text,
    drop constraint usage_daily_pkey,
    add primary key (org_id, day, identity_id, provider, model, application, token_source, client);

-- By what devices' counts are multiplied to come to the provider's, with the bounds of an 80 % interval; without a row by 1.
create table calibration_factor (
    org_id        uuid             not null,
    provider      text             not null,
    model         text             not null, -- canonical
    token_source  text             not null,
    client        text             not null,
    input_factor  double precision not null, -- of fresh input, cache reads and cache writes
    input_low     double precision not null,
    input_high    double precision not null,
    output_factor double precision not null, -- of output and reasoning
    output_low    double precision not null,
    output_high   double precision not null,
    comparisons   int              not null,
    computed_at   timestamptz      not null,
    primary key (org_id, provider, model, token_source, client)
);
alter table calibration_factor enable row level security;
alter table calibration_factor force row level security;
create policy of_the_caller on calibration_factor
    using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select, insert, update, delete on calibration_factor to reconciliation_worker;
grant select on calibration_factor to reconciliation_app;
