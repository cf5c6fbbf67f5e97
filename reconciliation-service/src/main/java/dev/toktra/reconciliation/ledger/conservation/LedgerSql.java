package dev.toktra.reconciliation.ledger.conservation;

/** The ledger's equations in SQL; {@code known} counts the numbers that a stream has, whatever they counted as. */
final class LedgerSql {

    private static final String STREAMS = """
            select device_id, stream_id, highest_seq, stored, duplicate_identity, rejected, quarantined, lost, tombstones,
                duplicate_seq, lost_tokens, last_heard_at, seen,
                coalesce(upper(seen) - 1, 0) as highest_seen,
                (select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(seen) r) as known
            from stream_seen""";

    private static final String STREAM_HOLDS = """
            (highest_seq = highest_seen
                and known = stored + duplicate_identity + rejected + quarantined + lost + tombstones)""";

    private static final String HOUR_HOLDS = """
            (received = stored + duplicate_seq + duplicate_identity + rejected + quarantined + tombstones)""";

    static final String TOTALS = """
            select s.*, h.*, s.streams_hold and h.hours_hold and s.stored = h.sent_stored as holds
            from (
                select count(*) as streams, coalesce(sum(highest_seq), 0)::bigint as highest_seq,
                    coalesce(sum(stored), 0)::bigint as stored,
                    coalesce(sum(duplicate_identity), 0)::bigint as duplicate_identity,
                    coalesce(sum(rejected), 0)::bigint as rejected,
                    coalesce(sum(quarantined), 0)::bigint as quarantined,
                    coalesce(sum(lost), 0)::bigint as lost,
                    coalesce(sum(tombstones), 0)::bigint as tombstones,
                    coalesce(sum(highest_seq - known), 0)::bigint as outstanding,
                    coalesce(sum(lost_tokens), 0)::bigint as lost_tokens,
                    coalesce(bool_and(%s), true) as streams_hold
                from (%s) streams) s,
            (
                select count(*) as hours, coalesce(sum(received), 0)::bigint as received,
                    coalesce(sum(stored), 0)::bigint as sent_stored,
                    coalesce(sum(duplicate_seq), 0)::bigint as sent_duplicate_seq,
                    coalesce(sum(duplicate_identity), 0)::bigint as sent_duplicate_identity,
                    coalesce(sum(rejected), 0)::bigint as sent_rejected,
                    coalesce(sum(quarantined), 0)::bigint as sent_quarantined,
                    coalesce(sum(tombstones), 0)::bigint as sent_tombstones,
                    coalesce(bool_and(%s), true) as hours_hold
                from ledger_hour) h""".formatted(STREAM_HOLDS, STREAMS, HOUR_HOLDS);

    /** The lowest gaps only: a stream may have thousands. */
    static final String STREAM_PAGE = """
            select page.*, %s as holds, (
                select coalesce(string_agg(lower(g) || '-' || upper(g) - 1, ',' order by g), '')
                from (select g from unnest(int8multirange(int8range(1, highest_seq + 1)) - seen) g limit 100) gaps) as gaps
            from (%s where $1::uuid is null or (device_id, stream_id) > ($1, $2::uuid)
                order by device_id, stream_id limit $3) page
            order by device_id, stream_id""".formatted(STREAM_HOLDS, STREAMS);

    static final String HOUR_PAGE = """
            select topic_id, partition, hour, received, stored, duplicate_seq, duplicate_identity, rejected, quarantined,
                tombstones, %s as holds
            from ledger_hour
            where $1::uuid is null or (topic_id, partition, hour) > ($1, $2::int, $3::timestamptz)
            order by topic_id, partition, hour limit $4""".formatted(HOUR_HOLDS);

    /** Gaps and checks concern the whole installation; only what still matters, and the latest. */
    static final String GAPS = """
            select gap_id, topic_id, partition, from_offset, to_offset, found_at, accepted_at, accepted_by
            from ledger_gap order by accepted_at is not null, found_at desc limit 100""";

    static final String RECOMPUTED = """
            select checked_at, from_day, until_day, hourly_differences, daily_differences
            from rollup_check order by check_id desc limit 1""";

    private LedgerSql() {}
}
