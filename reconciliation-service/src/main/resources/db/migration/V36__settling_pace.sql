-- When a day of a provider may be settled again: so often, and no oftener, whatever marks it; later after failures.
create table settling_day (
    org_id   uuid        not null,
    provider text        not null,
    day      date        not null, -- of UTC
    due_at   timestamptz not null,
    failures int         not null default 0, -- since it was last settled
    primary key (org_id, provider, day)
);
alter table settling_day enable row level security;
alter table settling_day force row level security;
create policy of_the_caller on settling_day using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select, insert, update, delete on settling_day to reconciliation_worker;
