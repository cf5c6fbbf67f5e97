package dev.toktra.reconciliation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent in whatever order comes to what a plain model says, and both equations hold. */
class ConservationPropertyTest {

    static final String STREAMS = """
            select stream_id, highest_seq, (select coalesce(sum(upper(r) - lower(r)), 0) from unnest(seen) r),
                duplicate_seq, stored, duplicate_identity, rejected, quarantined, lost, tombstones
            from stream_seen where org_id = ?""";

    static final String HOURS = """
            select day, hour at time zone 'utc', sum(requests), sum(fresh_input), sum(output)
            from usage_hourly where org_id = ? group by 1, 2 order by 1, 2""";

    /** Five days up to the given one, with a change of daylight-saving time among them where the zone has one. */
    @ParameterizedTest(name = "seed {0} in {1} until {2}")
    @CsvSource({
        "1, UTC, 2026-11-22T10:00:00Z",
        "2, Asia/Kathmandu, 2026-11-22T10:00:00Z",
        "3, America/St_Johns, 2026-11-03T10:00:00Z",
        "4, America/St_Johns, 2026-03-10T10:00:00Z",
        "5, Australia/Lord_Howe, 2026-10-06T10:00:00Z",
        "6, Australia/Lord_Howe, 2026-04-07T10:00:00Z"
    })
    void theLedgerComesToWhatTheModelSays(long seed, String zone, Instant latest) throws Exception {
        try (LedgerRig rig = new LedgerRig(zone)) {
            RandomStreams streams = new RandomStreams(seed, rig.org(), 6, latest);
            LedgerModel model = new LedgerModel();
            countInPortions(rig, streams.transmissions(70), model, new Random(seed));
            assertSame(rig, streams, model);
        }
    }

    static void countInPortions(LedgerRig rig, List<UsageBatch> sent, LedgerModel model, Random random)
            throws Exception {
        int from = 0;
        while (from < sent.size()) {
            int to = Math.min(sent.size(), from + 1 + random.nextInt(20));
            List<UsageBatch> portion = sent.subList(from, to);
            rig.count(portion.toArray(UsageBatch[]::new));
            portion.forEach(model::take);
            from = to;
        }
    }

    static void assertSame(LedgerRig rig, RandomStreams streams, LedgerModel model) throws Exception {
        List<String> expected = streams.streams().stream()
                .map(stream -> model.line(stream.stream()))
                .toList();
        assertThat(rig.rows(STREAMS)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rig.rows(HOURS)).isEqualTo(hours(rig.organisation(), model.stored()));
        assertThat(rig.number("select sum(requests) from usage_hourly where org_id = ?"))
                .as("the days together are the range")
                .isEqualTo(model.stored().size());
        assertThat(rig.stored()).isEqualTo(model.stored().size());
        assertThat(rig.number("select sum(received) from ledger_hour where org_id = ?"))
                .isEqualTo(model.received());
        assertThat(rig.number("""
                select count(*) from ledger_hour where org_id = ? and received <> stored + duplicate_seq
                    + duplicate_identity + rejected + quarantined + tombstones""")).isZero();
        assertThat(rig.number("select count(*) from quarantine where org_id = ?"))
                .isEqualTo(rig.number("select sum(quarantined) from stream_seen where org_id = ?"));
    }

    private static List<String> hours(OrganisationState organisation, List<UsageEvent> events) {
        Map<String, Long> requests = new TreeMap<>();
        for (UsageEvent event : events) {
            String hour = event.countedAt().truncatedTo(ChronoUnit.HOURS).toString();
            String row = organisation.dayOf(event.countedAt()) + ",\""
                    + hour.replace("T", " ").replace("Z", "") + "\"";
            requests.merge(row, 1L, Long::sum);
        }
        return requests.entrySet().stream()
                .map(row -> "(%s,%d,%d,%d)"
                        .formatted(row.getKey(), row.getValue(), row.getValue() * 100, row.getValue() * 10))
                .toList();
    }
}
