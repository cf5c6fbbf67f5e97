package dev.toktra.reconciliation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.events.LostRange;
import dev.toktra.events.Rejection;
import dev.toktra.events.TokenSource;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.store.LedgerSession;
import dev.toktra.reconciliation.ledger.store.StalePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTransactionTest {

    private static final String STREAM = """
            select seen, highest_seq, stored, duplicate_seq, duplicate_identity, rejected, quarantined, lost, tombstones
            from stream_seen where org_id = ? order by device_id, stream_id""";

    private LedgerRig rig;
    private TestBatches stream;

    @BeforeEach
    void open() throws Exception {
        rig = new LedgerRig();
        stream = new TestBatches(rig.org());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void whatComesAgainCountsOnce() throws Exception {
        rig.count(stream.batch(1, 50));
        rig.count(stream.batch(1, 50));
        rig.count(stream.batch(1, 50), stream.batch(51, 60), stream.batch(51, 60));
        rig.count(stream.batch(30, 70));
        assertThat(rig.stored()).isEqualTo(70);
        assertThat(rig.number("select sum(requests) from usage_hourly where org_id = ?"))
                .isEqualTo(70);
        assertThat(rig.number("select sum(fresh_input) from usage_hourly where org_id = ?"))
                .isEqualTo(7000);
        assertThat(rig.rows(STREAM)).containsExactly("(\"{[1,71)}\",70,70,141,0,0,0,0,0)");
    }

    @Test
    void sumsTellTokenSourcesAndClientsApart() throws Exception {
        UsageBatch named = stream.batch(
                TestBatches.event(1, 5), withSource(2, TokenSource.TOKENIZER), withSource(3, TokenSource.TOKENIZER));
        rig.count(named);
        rig.count(TestBatches.withClient(stream.batch(TestBatches.event(4, 5)), null));
        assertThat(rig.rows("select token_source, client, requests from usage_hourly where org_id = ? order by 1, 2"))
                .containsExactly("(response_usage,agent/1,1)", "(response_usage,unknown,1)", "(tokenizer,agent/1,2)");
    }

    private static UsageEvent withSource(long seq, TokenSource source) {
        UsageEvent event = TestBatches.event(seq, 5);
        return new UsageEvent(
                seq,
                event.occurredAt(),
                event.countedAt(),
                event.provider(),
                event.model(),
                event.account(),
                event.application(),
                event.endpoint(),
                event.status(),
                event.attempt(),
                event.streaming(),
                event.durationMs(),
                event.requestBytes(),
                event.responseBytes(),
                source,
                event.identity(),
                event.tokens(),
                event.outcome());
    }

    @Test
    void aCallThatTwoStreamsReportCountsOnce() throws Exception {
        TestBatches other = new TestBatches(rig.org());
        String call = "c".repeat(32);
        UsageBatch first = stream.batch(TestBatches.event(1, TestBatches.NOW, "openai", call));
        UsageBatch again = other.batch(
                TestBatches.event(1, TestBatches.NOW, "openai", call),
                TestBatches.event(2, TestBatches.NOW, "openai", call));
        rig.count(first, again);
        rig.count(new TestBatches(rig.org()).batch(TestBatches.event(1, TestBatches.NOW, "openai", call)));
        assertThat(rig.stored()).isEqualTo(1);
        assertThat(rig.number("select sum(duplicate_identity) from stream_seen where org_id = ?"))
                .isEqualTo(3);
        assertThat(rig.number("select count(*) from identity_seen where org_id = ? and expires_on = '2026-12-28'"))
                .isEqualTo(1);
    }

    @Test
    void tombstonesTellWhatIsLostAndRejectedNumbersAreKnown() throws Exception {
        rig.count(stream.batch(1, 5));
        LostRange lost = new LostRange(20, 4, 13, 1000);
        rig.count(
                stream.batch(List.of(TestBatches.event(21, 1)), List.of(lost), List.of(new Rejection(22, "too-old"))));
        rig.count(stream.batch(10, 13));
        assertThat(rig.rows(STREAM)).containsExactly("(\"{[1,14),[20,23)}\",22,6,4,0,1,0,8,1)");
        assertThat(rig.number("select lost_tokens from stream_seen where org_id = ?"))
                .isEqualTo(800);
    }

    @Test
    void anArrivingHeartbeatMovesOnlyWhenTheStreamWasHeard() throws Exception {
        Instant later = TestBatches.NOW.plusSeconds(60);
        rig.count(stream.batch(1, 2), stream.heartbeat(3, later));
        rig.count(stream.heartbeat(3, later.minusSeconds(30)));
        assertThat(rig.rows("select last_heard_at at time zone 'utc', highest_seq from stream_seen where org_id = ?"))
                .containsExactly("(\"2026-11-22 10:01:00\",2)");
        assertThat(rig.number("select sum(received) from ledger_hour where org_id = ?"))
                .isEqualTo(2);
    }

    @Test
    void otherContentUnderKnownNumbersIsKeptAside() throws Exception {
        rig.count(stream.batch(1, 3));
        rig.count(TestBatches.reused(stream.batch(1, 3)));
        assertThat(rig.stored()).isEqualTo(3);
        assertThat(rig.rows("select reason, seq, holds_number from quarantine where org_id = ? order by seq"))
                .containsExactly("(sequence-reused,1,f)", "(sequence-reused,2,f)", "(sequence-reused,3,f)");
        assertThat(rig.rows(STREAM)).containsExactly("(\"{[1,4)}\",3,3,0,0,0,0,0,0)");
        assertThat(rig.rows("select received, stored, quarantined from ledger_hour where org_id = ?"))
                .containsExactly("(6,3,3)");
    }

    @Test
    void otherContentInTheSamePortionIsNoticedToo() throws Exception {
        rig.count(stream.batch(1, 3), TestBatches.reused(stream.batch(1, 3)), stream.batch(1, 3));
        assertThat(rig.number("select count(*) from quarantine where org_id = ?"))
                .isEqualTo(3);
        assertThat(rig.rows(STREAM)).containsExactly("(\"{[1,4)}\",3,3,3,0,0,0,0,0)");
    }

    @Test
    void aStreamWithTooManyGapsIsRefusedUntilTheyClose() throws Exception {
        List<UsageBatch> sparse = new ArrayList<>();
        for (int i = 0; i < LedgerRig.MAX_RANGES; i++) {
            sparse.add(stream.batch(TestBatches.event(2L * i + 2, 1)));
        }
        rig.count(sparse.toArray(UsageBatch[]::new));
        long beyond = 2L * LedgerRig.MAX_RANGES + 10;
        rig.count(stream.batch(beyond, beyond));
        assertThat(rig.rows("select reason, seq, holds_number from quarantine where org_id = ?"))
                .containsExactly("(too-many-gaps," + beyond + ",f)");
        rig.count(stream.batch(3, 3));
        rig.count(stream.batch(beyond, beyond));
        assertThat(rig.stored()).isEqualTo(LedgerRig.MAX_RANGES + 2L);
    }

    @Test
    void onlyWhoStandsAtTheStartCounts() throws Exception {
        Portion portion = rig.portion(stream.batch(1, 10));
        rig.count(portion);
        try (var twin = LedgerRig.connect()) {
            assertThatThrownBy(() -> rig.transaction().count(new LedgerSession(twin), portion))
                    .isInstanceOf(StalePosition.class);
        }
        assertThat(rig.stored()).isEqualTo(10);
        assertThat(rig.rows(STREAM)).containsExactly("(\"{[1,11)}\",10,10,0,0,0,0,0,0)");
    }

    @Test
    void eventsOfAnyAgeThatIngestTakesHaveTheirPartition() throws Exception {
        UsageEvent old = TestBatches.event(1, TestBatches.NOW.minus(Duration.ofDays(390)), "openai", null);
        UsageEvent early = TestBatches.event(2, TestBatches.NOW.plus(Duration.ofMinutes(15)), "openai", null);
        rig.count(stream.batch(old, early));
        assertThat(rig.stored()).isEqualTo(2);
        assertThat(rig.number("select count(*) from dirty_day where org_id = ?"))
                .isEqualTo(2);
    }
}
