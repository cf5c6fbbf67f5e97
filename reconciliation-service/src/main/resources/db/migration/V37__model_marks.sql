-- Names of models to be looked up by the rules of now, appended by whoever sees a new one or changes a rule; no key, so that
-- writers never wait for each other. Looking them up takes the marks away.
create table model_mark (
    org_id    uuid        not null,
    provider  text        not null,
    name      text, -- null: all that are known of the provider
    marked_at timestamptz not null default clock_timestamp()
);
create index model_mark_key on model_mark (org_id, provider);

-- What was counted before is looked up too; its rows are nobody's while this runs.
alter table usage_daily no force row level security;
insert into model_mark (org_id, provider, name) select distinct org_id, provider, model from usage_daily;
alter table usage_daily force row level security;

alter table model_mark enable row level security;
alter table model_mark force row level security;
create policy of_the_caller on model_mark using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select, insert, update, delete on model_mark to reconciliation_worker;
grant insert on model_mark to reconciliation_app;
