-- Requests that carried an Idempotency-Key, with the answer that they got: who sends one again gets the same answer.
create table answered_request (
    org_id       uuid        not null,
    subject      text        not null, -- who asked
    operation    text        not null, -- method and path
    key          text        not null,
    request_hash text        not null, -- of the body, which may hold a secret
    answered_at  timestamptz not null,
    status       int, -- null only within the transaction that answers
    location     text,
    etag         text,
    body         text,
    primary key (org_id, subject, operation, key)
);
create index answered_request_age on answered_request (answered_at);

alter table answered_request enable row level security;
alter table answered_request force row level security;
create policy of_the_caller on answered_request using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select, insert, update on answered_request to reconciliation_app;
grant select, delete on answered_request to reconciliation_worker;

-- Runs are taken away by age.
create index poll_run_age on poll_run (started_at);
