package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.ledger.counting.HourKey;
import dev.toktra.reconciliation.ledger.counting.HourSums;
import dev.toktra.reconciliation.ledger.counting.LedgerHour;
import dev.toktra.reconciliation.ledger.counting.Measure;
import dev.toktra.reconciliation.ledger.counting.OrganisationDay;
import dev.toktra.reconciliation.ledger.counting.Place;
import dev.toktra.reconciliation.ledger.counting.Tallies;
import dev.toktra.reconciliation.ledger.counting.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hourly sums: of usage, and of what became of every transmitted number. */
final class HourStore {

    private static final String MERGE = """
            insert into usage_hourly as h (org_id, day, hour, identity_id, provider, model, application, token_source,
                client, zone, %s)
            select * from unnest(?::uuid[], ?::date[], ?::timestamptz[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], %s)
            order by 1, 2, 3, 4, 5, 6, 7, 8, 9
            on conflict (org_id, day, hour, identity_id, provider, model, application, token_source, client) do update set %s""".formatted(
                    measures(Measure::column),
                    measures(measure -> "?::bigint[]"),
                    measures(measure -> "%1$s = h.%1$s + excluded.%1$s".formatted(measure.column())));

    private static final String MARK = """
            insert into dirty_day (org_id, day) select * from unnest(?::uuid[], ?::date[])""";

    private static final String TRANSMIT = """
            insert into ledger_hour as h (topic_id, partition, org_id, hour, received, stored, duplicate_seq,
                duplicate_identity, rejected, quarantined, tombstones)
            select ?, ?, * from unnest(?::uuid[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[])
            order by 3, 4
            on conflict (org_id, topic_id, partition, hour) do update set
                received = h.received + excluded.received,
                stored = h.stored + excluded.stored,
                duplicate_seq = h.duplicate_seq + excluded.duplicate_seq,
                duplicate_identity = h.duplicate_identity + excluded.duplicate_identity,
                rejected = h.rejected + excluded.rejected,
                quarantined = h.quarantined + excluded.quarantined,
                tombstones = h.tombstones + excluded.tombstones""";

    private HourStore() {}

    /** Adds sums, which hold each key once, in the order of their keys. */
    static void merge(Connection connection, Map<HourKey, HourSums> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (var merge = new RowsStatement<>(connection, MERGE, hours.entrySet())) {
            merge.uuids(row -> row.getKey().orgId())
                    .dates(row -> row.getKey().day())
                    .instants(row -> row.getKey().hour())
                    .longs(row -> row.getKey().identityId())
                    .texts(row -> row.getKey().provider())
                    .texts(row -> row.getKey().model())
                    .texts(row -> row.getKey().application())
                    .texts(row -> row.getKey().tokenSource())
                    .texts(row -> row.getKey().client())
                    .texts(row -> row.getValue().zone().getId());
            for (Measure measure : Measure.values()) {
                merge.longs(row -> row.getValue().of(measure));
            }
            merge.update();
        }
    }

    /** Marks days whose daily sums are now behind. */
    static void mark(Connection connection, Collection<OrganisationDay> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        try (var mark = new RowsStatement<>(connection, MARK, days)) {
            mark.uuids(OrganisationDay::orgId).dates(OrganisationDay::day).update();
        }
    }

    /** Adds what every transmitted number of a partition counted as. */
    static void transmit(Connection connection, Place place, Map<LedgerHour, Tallies> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (var transmit = new RowsStatement<>(connection, TRANSMIT, hours.entrySet())) {
            transmit.value(place.topicId())
                    .value(place.partition())
                    .uuids(row -> row.getKey().orgId())
                    .instants(row -> row.getKey().hour())
                    .longs(row -> row.getValue().received());
            for (Tally tally : Tally.values()) {
                transmit.longs(row -> row.getValue().of(tally));
            }
            transmit.update();
        }
    }

    private static String measures(Function<Measure, String> sql) {
        return Arrays.stream(Measure.values()).map(sql).collect(Collectors.joining(", "));
    }
}
