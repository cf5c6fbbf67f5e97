package dev.toktra.reconciliation.ledger;

import static dev.toktra.reconciliation.ledger.LedgerLoopTest.awaitReceived;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.events.UsageBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop does when something is wrong that trying again does not mend, and what it must not do. */
class LoopTroubleTest {

    private static final String UNREADABLE =
            "select count(*) from quarantine where reason = 'unreadable-record' and topic_id = ?";

    private LoopRig rig;
    private TestBatches stream;

    @BeforeEach
    void open() throws Exception {
        rig = new LoopRig(1);
        stream = new TestBatches(rig.org());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void recordsThatRetentionAteStopThePartitionUntilTheGapIsAccepted() throws Exception {
        LoopRig.Running first = rig.start();
        rig.send(stream.batch(1, 3), stream.batch(4, 6));
        awaitReceived(rig, 6);
        rig.stop(first);
        rig.send(stream.batch(7, 9), stream.batch(10, 12), stream.batch(13, 15));
        rig.forgetBefore(0, 4);
        LoopRig.Running second = rig.start();
        awaitStopped(second, "retention-gap: retention removed offsets 2 to 3 uncounted");
        assertThat(rig.database().stored()).isEqualTo(6);
        assertThat(number("select next_offset from sink_position where topic_id = ?"))
                .isEqualTo(2);
        assertThat(number("select to_offset from ledger_gap where from_offset = 2 and topic_id = ?"))
                .isEqualTo(4);
        update("update ledger_gap set accepted_at = now(), accepted_by = 'ada' where topic_id = ?");
        awaitReceived(rig, 9);
        await().until(() -> second.status().now().stopped().isEmpty());
        assertThat(rig.database().rows("select seen from stream_seen where org_id = ?"))
                .containsExactly("(\"{[1,7),[13,16)}\")");
    }

    @Test
    void aGapThatGrowsAfterItWasAcceptedIsAskedAboutAgain() throws Exception {
        rig.send(stream.batch(1, 1));
        LoopRig.Running first = rig.start();
        awaitReceived(rig, 1);
        rig.stop(first);
        rig.send(stream.batch(2, 2), stream.batch(3, 3), stream.batch(4, 4));
        rig.forgetBefore(0, 2);
        LoopRig.Running second = rig.start();
        awaitStopped(second, "retention-gap");
        rig.stop(second);
        update("update ledger_gap set accepted_at = now(), accepted_by = 'ada' where topic_id = ?");
        rig.forgetBefore(0, 3);
        LoopRig.Running third = rig.start();
        await().untilAsserted(() -> assertThat(number("select count(*) from ledger_gap where topic_id = ?"))
                .isEqualTo(2));
        awaitStopped(third, "retention-gap: retention removed offsets 2 to 2 uncounted");
        assertThat(rig.database().stored()).isEqualTo(1);
        update("update ledger_gap set accepted_at = now(), accepted_by = 'ada' where topic_id = ?");
        awaitReceived(rig, 2);
    }

    @Test
    void unreadableRecordsOfAFewStreamsGoToQuarantineAndCountingGoesOn() throws Exception {
        rig.start();
        rig.send(stream.batch(1, 1));
        for (int i = 0; i < 120; i++) {
            rig.topics().send(rig.topic(), stream.batch(1, 1).key(), "{not json".getBytes(StandardCharsets.UTF_8));
        }
        rig.topics().send(rig.topic(), "nobody", new byte[0]);
        rig.send(stream.batch(2, 2));
        awaitReceived(rig, 2);
        assertThat(number(UNREADABLE)).isEqualTo(121);
        assertThat(rig.database().number("select count(*) from quarantine where org_id = ?"))
                .as("those of a known stream belong to its organisation")
                .isEqualTo(120);
    }

    @Test
    void aStormOfRefusalsStopsThePartitionBeforeItGoesToQuarantine() throws Exception {
        LoopRig.Running loop = rig.start();
        rig.send(stream.batch(1, 1));
        awaitReceived(rig, 1);
        for (int i = 0; i < 200; i++) {
            rig.topics().send(rig.topic(), "stream-" + i % 10, "{not json".getBytes(StandardCharsets.UTF_8));
        }
        rig.send(stream.batch(2, 2));
        awaitStopped(loop, "refusal-storm");
        assertThat(number(UNREADABLE)).isLessThanOrEqualTo(100);
        assertThat(rig.database().stored()).isEqualTo(1);
        assertThat(loop.status().now().loop()).isEqualTo(LedgerStatus.Loop.COUNTING);
    }

    @Test
    void aFaultOfOursStopsTheLoop() throws Exception {
        LoopRig.Running loop = rig.start(rig.group(), "set search_path = nowhere");
        rig.send(stream.batch(1, 1));
        await().until(() -> loop.status().now().loop() == LedgerStatus.Loop.FAILED);
        assertThat(loop.status().now().why()).contains("sink_position");
        loop.thread().join(Duration.ofSeconds(5).toMillis());
        assertThat(loop.thread().isAlive()).isFalse();
        assertThat(rig.database().stored()).isZero();
    }

    @Test
    void aServerThatOnlyReadsIsLeftForANewConnection() throws Exception {
        LoopRig.Running loop = rig.start(rig.group(), "set default_transaction_read_only = on");
        rig.send(stream.batch(1, 4));
        awaitReceived(rig, 4);
        assertThat(loop.backends()).hasSizeGreaterThan(1);
    }

    @Test
    void aTopicThatEndsBeforeTheLedgersPositionIsNotReadAsIfItWereTheSame() throws Exception {
        rig.send(stream.batch(1, 1));
        LoopRig.Running first = rig.start();
        awaitReceived(rig, 1);
        rig.stop(first);
        update("update sink_position set next_offset = 100 where topic_id = ?");
        LoopRig.Running second = rig.start();
        awaitStopped(second, "topic-is-shorter");
    }

    @Test
    void partitionsMoveBetweenLoopsWithoutLossOrDoubleCount() throws Exception {
        try (LoopRig shared = new LoopRig(4)) {
            RandomStreams streams = new RandomStreams(31, shared.org(), 8);
            UsageBatch[] sent = streams.transmissions(60).toArray(UsageBatch[]::new);
            LedgerModel model = new LedgerModel();
            LoopRig.Running a = shared.start();
            int third = sent.length / 3;
            shared.send(Arrays.copyOfRange(sent, 0, third));
            LoopRig.Running b = shared.start();
            shared.send(Arrays.copyOfRange(sent, third, 2 * third));
            await().atMost(Duration.ofSeconds(20)).until(() -> b.status().now().assigned() == 2);
            shared.stop(a);
            shared.send(Arrays.copyOfRange(sent, 2 * third, sent.length));
            List.of(sent).forEach(model::take);
            awaitReceived(shared, model.received());
            assertThat(shared.database().stored()).isEqualTo(model.stored().size());
        }
    }

    private static void awaitStopped(LoopRig.Running loop, String why) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(loop.status().now().stopped().get(0)).startsWith(why));
    }

    private long number(String sql) throws Exception {
        try (var statement = rig.database().connection().prepareStatement(sql)) {
            statement.setObject(1, rig.topicId());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void update(String sql) throws Exception {
        UUID topicId = rig.topicId();
        try (var statement = rig.database().connection().prepareStatement(sql)) {
            statement.setObject(1, topicId);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }
}
