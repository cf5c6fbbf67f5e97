package dev.toktra.reconciliation.ledger;

import static dev.toktra.reconciliation.ledger.LedgerLoopTest.awaitReceived;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.events.UsageBatch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The topic of batches is not there, or is another one than it was. */
class TopicTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    void aTopicThatIsMissingIsWaitedForAndNeverMade() throws Exception {
        rig.topics().delete(rig.topic());
        LoopRig.Running loop = rig.start();
        awaitLoop(loop, LedgerStatus.Loop.WAITING_FOR_TOPIC);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> loop.status().now().loop() == LedgerStatus.Loop.WAITING_FOR_TOPIC);
        HealthCheckResponse health = new LedgerReadiness(loop.status(), Clock.systemUTC()).call();
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(health.getData().orElseThrow()).containsEntry("why", "topic " + rig.topic() + " does not exist");
        rig.topics().make(rig.topic(), 3); // fails where there is one
        send(1, 5);
        awaitReceived(rig, 5);
        awaitLoop(loop, LedgerStatus.Loop.COUNTING);
        await().untilAsserted(() -> assertThat(loop.status().now().assigned()).isEqualTo(3));
    }

    @Test
    void aTopicThatIsDeletedUnderTheLoopIsWaitedFor() throws Exception {
        LoopRig.Running loop = rig.start();
        send(1, 3);
        awaitReceived(rig, 3);
        rig.topics().delete(rig.topic());
        awaitLoop(loop, LedgerStatus.Loop.WAITING_FOR_TOPIC);
        rig.topics().make(rig.topic(), 1);
        send(4, 9);
        awaitReceived(rig, 9);
        assertCountedOnce(9);
    }

    /** The new one is longer than the old one was counted: whoever goes on at the old offset misses its beginning. */
    @Test
    void aTopicThatIsMadeAnewUnderTheLoopIsReadFromItsBeginning() throws Exception {
        rig.start();
        send(1, 8);
        awaitReceived(rig, 8);
        int last = 8;
        int counted = 8;
        for (int round = 1; round <= 3; round++) {
            UUID old = rig.topicId();
            rig.topics().delete(rig.topic());
            rig.topics().make(rig.topic(), 1);
            int more = 12 * round;
            send(last + 1, last + more);
            last += more;
            awaitReceived(rig, last);
            assertThat(position(old)).isEqualTo(counted);
            assertThat(position(rig.topicId())).isEqualTo(more);
            counted = more;
        }
        assertCountedOnce(last);
    }

    @Test
    void aTopicThatIsMadeAnewWhileTheLoopIsDownIsReadFromItsBeginning() throws Exception {
        LoopRig.Running first = rig.start();
        send(1, 4);
        awaitReceived(rig, 4);
        UUID old = rig.topicId();
        rig.stop(first);
        rig.topics().delete(rig.topic());
        rig.topics().make(rig.topic(), 1);
        send(5, 14);
        rig.start();
        awaitReceived(rig, 14);
        assertThat(position(old)).isEqualTo(4);
        assertCountedOnce(14);
    }

    private void assertCountedOnce(int last) throws Exception {
        assertThat(rig.database().stored()).isEqualTo(last);
        assertThat(rig.database().rows("select seen from stream_seen where org_id = ?"))
                .containsExactly("(\"{[1," + (last + 1) + ")}\")");
    }

    /** A record for each number, by a producer that never saw an older topic of the name. */
    private void send(int first, int last) throws Exception {
        List<UsageBatch> batches = new ArrayList<>();
        for (int seq = first; seq <= last; seq++) {
            batches.add(stream.batch(seq, seq));
        }
        try (TestTopics fresh = new TestTopics(TestSchema.stack())) {
            fresh.batches(rig.topic(), batches);
        }
    }

    private static void awaitLoop(LoopRig.Running loop, LedgerStatus.Loop wanted) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(loop.status().now().loop()).isEqualTo(wanted));
    }

    private long position(UUID topicId) throws Exception {
        try (var statement = rig.database()
                .connection()
                .prepareStatement("select next_offset from sink_position where topic_id = ?")) {
            statement.setObject(1, topicId);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
