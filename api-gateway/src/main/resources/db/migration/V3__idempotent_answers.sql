-- Answers to requests with an Idempotency-Key, written in the transaction of what the request did.
create table idempotent_answer (
    org_id uuid not null references organisation,
    subject text not null,
    idempotency_key text not null,
    fingerprint text not null,
    status integer not null,
    location text,
    body text not null,
    answered_at timestamptz not null,
    primary key (org_id, subject, idempotency_key)
);
create index idempotent_answer_age on idempotent_answer (answered_at);

alter table idempotent_answer enable row level security;
alter table idempotent_answer force row level security;
create policy organisation on idempotent_answer using (org_id = nullif(current_setting('toktra.org', true), '')::uuid);
grant select, insert, delete on idempotent_answer to gateway_app;
grant select, delete on idempotent_answer to gateway_worker;
