-- The ledger: where it stands on the topic, what it has seen of each stream, the raw events and their hourly sums.
-- One transaction per polled batch and partition changes all of these together.

create table sink_position (
    topic_id    uuid   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (topic_id, partition)
);

-- Records that retention removed before they were counted: the ledger stops until an administrator accepts the gap.
create table ledger_gap (
    gap_id      uuid        primary key default uuidv7(),
    topic_id    uuid        not null,
    partition   int         not null,
    from_offset bigint      not null,
    to_offset   bigint      not null,
    found_at    timestamptz not null,
    accepted_at timestamptz,
    accepted_by text,
    unique (topic_id, partition, from_offset)
);

-- What is known of each stream's numbers. seen = stored + duplicate_identity + rejected + quarantined + lost + tombstones.
create table stream_seen (
    device_id          uuid           not null,
    stream_id          uuid           not null,
    org_id             uuid           not null,
    seen               int8multirange not null default '{}',
    highest_seq        bigint         not null default 0,
    stored             bigint         not null default 0,
    duplicate_identity bigint         not null default 0,
    rejected           bigint         not null default 0,
    quarantined        bigint         not null default 0,
    lost               bigint         not null default 0,
    tombstones         bigint         not null default 0,
    lost_tokens        bigint         not null default 0,
    duplicate_seq      bigint         not null default 0,
    last_heard_at      timestamptz    not null,
    primary key (device_id, stream_id)
);
create index stream_seen_org on stream_seen (org_id, last_heard_at);

-- One row per batch, 35 days: the same bounds with other content are a reused sequence.
create table stream_batch (
    device_id   uuid   not null,
    stream_id   uuid   not null,
    first_seq   bigint not null,
    last_seq    bigint not null,
    hash        bytea  not null,
    received_on date   not null,
    primary key (device_id, stream_id, first_seq, last_seq)
);
create index stream_batch_received on stream_batch using brin (received_on);

-- Identities of calls that two paths may report, 36 days after arrival.
create table identity_seen (
    org_id     uuid  not null,
    identity   bytea not null,
    expires_on date  not null,
    primary key (org_id, identity)
) partition by hash (org_id, identity);
create table identity_seen_0 partition of identity_seen for values with (modulus 4, remainder 0);
create table identity_seen_1 partition of identity_seen for values with (modulus 4, remainder 1);
create table identity_seen_2 partition of identity_seen for values with (modulus 4, remainder 2);
create table identity_seen_3 partition of identity_seen for values with (modulus 4, remainder 3);

-- Who made a call, as a device knows it: never the person, who is resolved by day when reading.
create table identity (
    identity_id bigint generated always as identity primary key,
    org_id      uuid not null,
    account     text,
    device_id   uuid not null,
    unique nulls not distinct (org_id, device_id, account)
);
create index identity_account on identity (org_id, account);

create table usage_event (
    org_id          uuid        not null,
    counted_on      date        not null, -- UTC day of counted_at: the partition
    counted_at      timestamptz not null,
    occurred_at     timestamptz not null,
    received_at     timestamptz not null,
    day             date        not null, -- the organisation's day of counted_at
    device_id       uuid        not null,
    stream_id       uuid        not null,
    seq             bigint      not null,
    identity_id     bigint      not null,
    provider        text        not null,
    model           text,
    application     text,
    endpoint        text,
    client          text,
    status          smallint,
    attempt         int         not null,
    streaming       boolean     not null,
    duration_ms     bigint,
    request_bytes   bigint,
    response_bytes  bigint,
    token_source    text        not null,
    identity        bytea,
    fresh_input     bigint      not null,
    cache_read      bigint      not null,
    cache_write     bigint      not null,
    output          bigint      not null,
    reasoning       bigint      not null,
    edits_accepted  bigint,
    edits_rejected  bigint,
    lines_accepted  bigint,
    commits         bigint,
    pull_requests   bigint
) partition by range (counted_on);
create index usage_event_counted_at on usage_event using brin (counted_at);

create table usage_hourly (
    org_id             uuid        not null,
    day                date        not null,
    hour               timestamptz not null,
    identity_id        bigint      not null,
    provider           text        not null,
    model              text        not null, -- 'unknown' where the device saw none
    application        text        not null, -- likewise
    zone               text        not null, -- whose calendar made the day
    requests           bigint      not null,
    failed_requests    bigint      not null,
    retried_requests   bigint      not null,
    small_requests     bigint      not null,
    fresh_input        bigint      not null,
    cache_read         bigint      not null,
    cache_write        bigint      not null,
    output             bigint      not null,
    reasoning          bigint      not null,
    wasted_fresh_input bigint      not null,
    wasted_cache_read  bigint      not null,
    wasted_cache_write bigint      not null,
    wasted_output      bigint      not null,
    wasted_reasoning   bigint      not null,
    edits_accepted     bigint      not null,
    edits_rejected     bigint      not null,
    lines_accepted     bigint      not null,
    commits            bigint      not null,
    pull_requests      bigint      not null,
    primary key (org_id, day, hour, identity_id, provider, model, application)
);

-- usage_hourly summed by day; a day that is marked dirty is read from usage_hourly instead.
create table usage_daily (
    org_id             uuid   not null,
    day                date   not null,
    identity_id        bigint not null,
    provider           text   not null,
    model              text   not null,
    application        text   not null,
    zone               text   not null,
    requests           bigint not null,
    failed_requests    bigint not null,
    retried_requests   bigint not null,
    small_requests     bigint not null,
    fresh_input        bigint not null,
    cache_read         bigint not null,
    cache_write        bigint not null,
    output             bigint not null,
    reasoning          bigint not null,
    wasted_fresh_input bigint not null,
    wasted_cache_read  bigint not null,
    wasted_cache_write bigint not null,
    wasted_output      bigint not null,
    wasted_reasoning   bigint not null,
    edits_accepted     bigint not null,
    edits_rejected     bigint not null,
    lines_accepted     bigint not null,
    commits            bigint not null,
    pull_requests      bigint not null,
    primary key (org_id, day, identity_id, provider, model, application)
);
create index usage_daily_identity on usage_daily (identity_id, day);

-- Marks, appended by whoever changes a day and deleted by the job that catches up: no key, so that writers never wait for
-- each other. dirty_day: usage_daily is behind usage_hourly. dirty_fact: published facts are behind usage_daily or people.
create table dirty_day (
    org_id    uuid        not null,
    day       date        not null,
    marked_at timestamptz not null default clock_timestamp()
);
create index dirty_day_key on dirty_day (org_id, day);
create table dirty_fact (
    org_id    uuid        not null,
    day       date        not null,
    marked_at timestamptz not null default clock_timestamp()
);
create index dirty_fact_key on dirty_fact (org_id, day);

-- What could not be counted, kept whole until someone mends or dismisses it. org_id is null where the record is unreadable
-- and its stream unknown. holds_number: the number counts as quarantined in its stream until this row is replayed.
create table quarantine (
    quarantine_id  uuid        primary key default uuidv7(),
    org_id         uuid,
    topic_id       uuid        not null,
    partition      int         not null,
    record_offset  bigint      not null,
    record_key     text        not null,
    reason         text        not null, -- sequence-reused, too-many-gaps, unknown-organisation, unreadable-record, sqlstate-…
    detail         text        not null,
    device_id      uuid,
    stream_id      uuid,
    seq            bigint,
    holds_number   boolean     not null,
    payload        bytea       not null, -- a UsageBatch of this one number; the record's own bytes where it is unreadable
    quarantined_at timestamptz not null,
    replayed_at    timestamptz,
    outcome        text, -- stored, duplicate-seq, duplicate-identity: what the replay came to
    unique nulls not distinct (topic_id, partition, record_offset, seq)
);
create index quarantine_recent on quarantine (topic_id, partition, quarantined_at);
create index quarantine_org on quarantine (org_id, quarantined_at);

-- Transmissions per partition and hour of arrival:
-- received = stored + duplicate_seq + duplicate_identity + rejected + quarantined + tombstones.
create table ledger_hour (
    org_id             uuid        not null,
    topic_id           uuid        not null,
    partition          int         not null,
    hour               timestamptz not null,
    received           bigint      not null,
    stored             bigint      not null,
    duplicate_seq      bigint      not null,
    duplicate_identity bigint      not null,
    rejected           bigint      not null,
    quarantined        bigint      not null,
    tombstones         bigint      not null,
    primary key (org_id, topic_id, partition, hour)
);

-- What recomputing the sums from the raw events found: the alert is a row with differences.
create table rollup_check (
    check_id           bigint generated always as identity primary key,
    checked_at         timestamptz not null,
    from_day           date        not null,
    until_day          date        not null, -- inclusive
    hourly_differences bigint      not null,
    daily_differences  bigint      not null
);

-- Partitions of raw events, one a UTC day, made before the transaction that needs them.
create function make_usage_event_day(wanted date) returns void
    language plpgsql security definer set search_path = reconciliation, pg_temp as $$
declare
    name text := 'usage_event_' || to_char(wanted, 'YYYYMMDD');
begin
    perform pg_advisory_xact_lock(hashtext('reconciliation.usage_event'));
    if to_regclass(name) is null then
        -- Attached, not created in place: that would wait for every reader and writer of usage_event.
        execute format('create table %I (like usage_event including defaults)', name);
        execute format('alter table usage_event attach partition %I for values from (%L) to (%L)', name, wanted, wanted + 1);
    end if;
end $$;

create function drop_usage_event_day(unwanted date) returns void
    language plpgsql security definer set search_path = reconciliation, pg_temp as $$
begin
    execute format('drop table if exists %I', 'usage_event_' || to_char(unwanted, 'YYYYMMDD'));
end $$;

revoke all on function make_usage_event_day(date), drop_usage_event_day(date) from public;
grant execute on function make_usage_event_day(date), drop_usage_event_day(date) to reconciliation_worker;
