package dev.toktra.reconciliation.ledger;

import static dev.toktra.reconciliation.ledger.ConservationPropertyTest.HOURS;
import static dev.toktra.reconciliation.ledger.ConservationPropertyTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.events.UsageBatch;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop on a real broker and database. */
class LedgerLoopTest {

    private static final String RECEIVED = "select coalesce(sum(received), 0) from ledger_hour where org_id = ?";

    private LoopRig rig;
    private TestBatches stream;

    @BeforeEach
    void open() throws Exception {
        rig = new LoopRig(2);
        stream = new TestBatches(rig.org());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private void awaitReceived(long numbers) {
        awaitReceived(rig, numbers);
    }

    static void awaitReceived(LoopRig rig, long numbers) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rig.database().number(RECEIVED)).isEqualTo(numbers));
    }

    @Test
    void nothingIsCountedBeforeTheDirectoryIsRead() throws Exception {
        rig.directoryIsRead(false);
        LoopRig.Running loop = rig.start();
        rig.send(stream.batch(1, 3));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .until(() -> loop.status().now().loop() == LedgerStatus.Loop.WAITING_FOR_DIRECTORY);
        assertThat(rig.database().stored()).isZero();
        rig.directoryIsRead(true);
        awaitReceived(3);
    }

    @Test
    void twoLoopsThatBothBelieveTheyOwnThePartitionsCountOnce() throws Exception {
        RandomStreams streams = new RandomStreams(11, rig.org(), 6);
        LedgerModel model = new LedgerModel();
        rig.start(rig.topic() + "-a");
        rig.start(rig.topic() + "-b");
        List<UsageBatch> sent = streams.transmissions(120);
        for (int from = 0; from < sent.size(); from += 7) {
            List<UsageBatch> some = sent.subList(from, Math.min(sent.size(), from + 7));
            rig.send(some.toArray(UsageBatch[]::new));
        }
        long received = sent.stream().mapToLong(UsageBatch::size).sum();
        awaitReceived(received);
        assertCountedOnce(model, sent);
    }

    /** Streams are in order inside a partition, and identities may be claimed by either of two partitions first. */
    private void assertCountedOnce(LedgerModel model, List<UsageBatch> sent) throws Exception {
        sent.forEach(model::take);
        assertThat(rig.database().stored()).isEqualTo(model.stored().size());
        assertThat(rig.database().number("select sum(requests) from usage_hourly where org_id = ?"))
                .isEqualTo(model.stored().size());
        assertThat(rig.database().number(RECEIVED)).isEqualTo(model.received());
    }

    @Test
    void aConnectionThatIsCutAgainAndAgainLosesNothing() throws Exception {
        RandomStreams streams = new RandomStreams(12, rig.org(), 6);
        LedgerModel model = new LedgerModel();
        LoopRig.Running loop = rig.start();
        List<UsageBatch> sent = streams.transmissions(100);
        for (int from = 0; from < sent.size(); from += 5) {
            rig.send(sent.subList(from, Math.min(sent.size(), from + 5)).toArray(UsageBatch[]::new));
            rig.cutConnection(loop);
        }
        awaitReceived(sent.stream().mapToLong(UsageBatch::size).sum());
        assertCountedOnce(model, sent);
        assertThat(loop.backends()).hasSizeGreaterThan(2);
        await().until(() -> loop.status().now().loop() == LedgerStatus.Loop.COUNTING);
    }

    @Test
    void theWholeTopicReplayedIntoEmptyTablesGivesEqualSums() throws Exception {
        try (LoopRig single = new LoopRig(1)) { // one partition: the order in which identities are claimed is given
            RandomStreams streams = new RandomStreams(13, single.org(), 5);
            LedgerModel model = new LedgerModel();
            List<UsageBatch> sent = streams.transmissions(80);
            sent.forEach(model::take);
            LoopRig.Running first = single.start();
            single.send(sent.toArray(UsageBatch[]::new));
            awaitReceived(single, model.received());
            assertSame(single.database(), streams, model);
            List<String> hours = single.database().rows(HOURS);
            single.stop(first);
            new LedgerCopy(single.org(), single.topicId()).empty();
            assertThat(single.database().stored()).isZero();
            single.start();
            awaitReceived(single, model.received());
            assertSame(single.database(), streams, model);
            assertThat(single.database().rows(HOURS)).isEqualTo(hours);
        }
    }

    @Test
    void aRestoredOlderDatabaseConvergesUnderTheRunningLoop() throws Exception {
        rig.start();
        rig.send(stream.batch(1, 40));
        awaitReceived(40);
        LedgerCopy copy = new LedgerCopy(rig.org(), rig.topicId()).take();
        rig.send(stream.batch(41, 90), stream.batch(30, 60));
        awaitReceived(121);
        copy.restore();
        assertThat(rig.database().stored()).isEqualTo(40);
        rig.send(stream.batch(91, 100));
        awaitReceived(131);
        assertThat(rig.database().stored()).isEqualTo(100);
        assertThat(rig.database().number("select sum(requests) from usage_hourly where org_id = ?"))
                .isEqualTo(100);
    }

    @Test
    void anOrganisationThatIsPublishedInTimeLosesNothing() throws Exception {
        UUID late = UUID.randomUUID();
        rig.start();
        rig.send(new TestBatches(late).batch(1, 5));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        rig.know(late);
        await().untilAsserted(() -> assertThat(storedOf(late)).isEqualTo(5));
    }

    @Test
    void anOrganisationThatNeverComesIsWaitedForOnce() throws Exception {
        UUID never = UUID.randomUUID();
        TestBatches strange = new TestBatches(never);
        rig.start();
        rig.send(strange.batch(1, 2), strange.batch(3, 4), stream.batch(1, 5));
        awaitReceived(5);
        await().untilAsserted(() -> assertThat(quarantinedOf(never)).isEqualTo(4));
        long begun = System.nanoTime();
        rig.send(strange.batch(5, 6));
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(quarantinedOf(never)).isEqualTo(6));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
    }

    private long storedOf(UUID org) throws Exception {
        return of("select count(*) from usage_event where org_id = ?", org);
    }

    private long quarantinedOf(UUID org) throws Exception {
        return of("select count(*) from quarantine where reason = 'unknown-organisation' and org_id = ?", org);
    }

    private long of(String sql, UUID org) throws Exception {
        try (var statement = rig.database().connection().prepareStatement(sql)) {
            statement.setObject(1, org);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
