package dev.toktra.statetopics.read;

import static dev.toktra.statetopics.UnitTable.deleted;
import static dev.toktra.statetopics.UnitTable.key;
import static dev.toktra.statetopics.UnitTable.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.EventJson;
import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import dev.toktra.statetopics.TestTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateConsumerTest {

    private final TestTopic topic = new TestTopic();
    private final UnitCopy copy = new UnitCopy(topic.name);
    private final Bench bench = new Bench(Map.of("poll-records", "7"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void highestVersionWinsInOneBatchAndAcrossBatches() {
        topic.send(unit(1, 5, "five"));
        topic.send(unit(1, 3, "three"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " five 5");
        topic.send(unit(1, 4, "four"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " five 5");
        topic.send(unit(1, 6, "six"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " six 6");
    }

    @Test
    void deletedThingStaysAwayUntilAHigherVersion() {
        topic.send(unit(1, 5, "five"));
        topic.send(deleted(1, 6));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).isEmpty();
        topic.send(unit(1, 5, "five"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).isEmpty();
        topic.send(unit(1, 7, "back"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " back 7");
    }

    @Test
    void tombstoneRemovesAndLeavesNoTraceOfTheKey() {
        topic.send(unit(1, 5, "five"));
        copy.readToTheEnd(bench);
        topic.send(key(1), null);
        topic.send(key(2), null);
        topic.send(unit(2, 1, "after its tombstone"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(2) + " after its tombstone 1");
        assertThat(Bench.rows("select key from reader_key where topic = '%s'".formatted(topic.name)))
                .containsExactly(key(2));
    }

    @Test
    void markersAreNoStates() {
        topic.mark(1);
        topic.send(unit(1, 1, "one"));
        topic.mark(2);
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " one 1");
        assertThat(letters()).isEmpty();
    }

    @Test
    void unreadableRecordsGoToDeadLettersAndStopNothing() {
        topic.send(unit(1, 1, "one"));
        topic.send(key(2), "{\"name\":".getBytes(StandardCharsets.UTF_8));
        topic.send(key(3), EventJson.write(Map.of("org_id", "x")));
        topic.send(key(4), EventJson.write(unit(5, 1, "five")));
        topic.send(unit(7, 1, "seven"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " one 1", key(7) + " seven 1");
        assertThat(letters())
                .anyMatch(letter -> letter.startsWith(key(2) + " not a UnitState"))
                .anyMatch(letter -> letter.startsWith(key(3) + " not a UnitState"))
                .anyMatch(letter -> letter.startsWith(key(4) + " the record's key is not its state's"))
                .hasSize(3);
        assertThat(bench.meters.get("toktra.state.dead.letters").counter().count())
                .isEqualTo(3);
    }

    @Test
    void recordThatTheDatabaseRefusesIsTheOnlyOneLeftOut() {
        for (int number = 1; number <= 20; number++) {
            topic.send(unit(number, 1, number == 9 ? "refused" : "fine"));
        }
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).hasSize(19).noneMatch(row -> row.contains(key(9)));
        assertThat(letters()).singleElement().asString().startsWith(key(9) + " the database refuses it");
    }

    @Test
    void killedBetweenBatchesItAppliesEachRecordOnce() {
        Random random = new Random(4711);
        for (int number = 1; number <= 200; number++) {
            topic.send(unit(number, 1, "unit"));
        }
        copy.failAt(batch -> random.nextInt(3) == 0);
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).hasSize(200);
        assertThat(Bench.rows("select key from %s where writes <> 1".formatted(copy.name)))
                .isEmpty();
        assertThat(bench.meters.get("toktra.state.reader.failures").counter().count())
                .isPositive();
    }

    @Test
    void twoReplicasApplyEachRecordOnce() {
        try (Bench other = new Bench(Map.of("poll-records", "3"))) {
            StateConsumer<UnitState> first = copy.consumer(bench);
            StateConsumer<UnitState> second = copy.consumer(other);
            UnitCopy.keepRunning(first);
            UnitCopy.keepRunning(second);
            for (int number = 1; number <= 100; number++) {
                topic.send(unit(number, 1, "unit"));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> copy.rows().size() == 100);
            assertThat(Bench.rows("select key from %s where writes <> 1".formatted(copy.name)))
                    .isEmpty();
            assertThat(first.caughtUp()).isTrue();
            assertThat(second.caughtUp()).isTrue();
        }
    }

    @Test
    void emptyTopicIsReadToItsEndAtOnce() {
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).isEmpty();
    }

    @Test
    void itIsNotCaughtUpWhileItCannotApply() {
        topic.send(unit(1, 1, "one"));
        copy.failAt(batch -> true);
        StateConsumer<UnitState> consumer = copy.consumer(bench);
        UnitCopy.keepRunning(consumer);
        Awaitility.await()
                .until(() -> bench.meters
                                .get("toktra.state.reader.failures")
                                .counter()
                                .count()
                        > 2);
        assertThat(consumer.caughtUp()).isFalse();
        assertThat(consumer.complaint()).isPresent();
        copy.failAt(batch -> false);
        Awaitility.await().until(consumer::caughtUp);
        assertThat(consumer.complaint()).isEmpty();
    }

    private java.util.List<String> letters() {
        return Bench.rows("select key, reason from dead_letter where topic = '%s'".formatted(topic.name));
    }
}
