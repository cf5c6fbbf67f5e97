-- What state-topics keeps in the schema of each service that uses it. Nothing here has an org_id and no request reads it.

-- The version of a row after a change: above the one before, and above whatever was published before a restore.
create function next_version(current bigint) returns bigint
    language sql volatile
    return greatest(current + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint);

-- One row per topic that this service publishes. `marker` is the last number committed, `sent` the last that Kafka acknowledged.
create table publisher_marker (
    topic    text primary key,
    topic_id uuid   not null,
    marker   bigint not null,
    sent     bigint not null
);

-- Keys whose deletion is published and whose Kafka tombstone is still to be sent.
create table publisher_tombstone (
    topic  text        not null,
    key    text        not null,
    due_at timestamptz not null,
    primary key (topic, key)
);
create index on publisher_tombstone (topic, due_at);

-- How far a topic has been read, committed together with what was read. While a topic is read again from its beginning,
-- `reset_until` is where it ended when that began.
create table reader_position (
    topic       text        not null,
    partition   int         not null,
    topic_id    uuid        not null,
    next_offset bigint      not null,
    reset_until bigint,
    updated_at  timestamptz not null default now(),
    primary key (topic, partition)
);

-- The highest version seen of each key, deleted ones included until their tombstone. `stale`: not met again yet while reading again.
create table reader_key (
    topic     text    not null,
    key       text    not null,
    partition int     not null,
    version   bigint  not null,
    stale     boolean not null default false,
    primary key (topic, key)
);
create index on reader_key (topic, partition) where stale;

-- Records that are not what their topic carries, and why.
create table dead_letter (
    topic      text        not null,
    topic_id   uuid        not null,
    partition  int         not null,
    "offset"   bigint      not null,
    key        text,
    value      bytea,
    reason     text        not null,
    arrived_at timestamptz not null default now(),
    primary key (topic_id, partition, "offset")
);

do $$
begin
    execute format(
        'grant select, insert, update, delete on publisher_marker, publisher_tombstone, reader_position, reader_key, dead_letter to %I',
        current_schema() || '_worker');
end
$$;
