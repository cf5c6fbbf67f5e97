package dev.toktra.statetopics.publish;

import static dev.toktra.statetopics.UnitTable.key;
import static dev.toktra.statetopics.UnitTable.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import dev.toktra.statetopics.UnitTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is on the topic follows a database that went back in time, whatever came after the backup. */
class RestoredDatabaseTest {

    private final UnitTable units = new UnitTable();
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void restartOnAnOlderCopyRepublishesAllAboveTheTopicAndDeletesOrphans() {
        StatePublisher<UnitState> before = units.publisher(bench);
        units.put(1, "one");
        units.put(2, "two");
        sweep(before);
        units.backup();
        long newest = changeThreeUnitsAndAddOne(before);
        units.restore();

        sweep(units.publisher(bench));

        assertThat(names()).isEqualTo(Map.of(key(1), "one", key(2), "two"));
        assertThat(units.topic.compacted(UnitState.class).values()).allMatch(unit -> unit.version() > newest);
        assertThat(Bench.rows("select key from publisher_tombstone where topic = '%s'".formatted(units.topic.name)))
                .containsExactly(key(3));
    }

    @Test
    void restoreUnderARunningServiceIsNoticedByTheMarkerThatWentBack() {
        StatePublisher<UnitState> running = units.publisher(bench);
        units.put(1, "one");
        sweep(running);
        units.backup();
        changeThreeUnitsAndAddOne(running);
        units.restore();

        sweep(running);

        assertThat(names()).isEqualTo(Map.of(key(1), "one"));
    }

    @Test
    void backupTakenBetweenASendAndItsNoteIsNoticed() {
        StatePublisher<UnitState> before = units.publisher(bench);
        units.put(1, "one");
        sweep(before);
        units.backup();
        units.put(1, "changed");
        Bench.sql("revoke update on %s from state_topics_worker".formatted(units.name));
        sweep(before);
        Bench.sql("grant update on %s to state_topics_worker".formatted(units.name));
        assertThat(names()).isEqualTo(Map.of(key(1), "changed"));
        units.restore();

        sweep(units.publisher(bench));

        assertThat(names()).isEqualTo(Map.of(key(1), "one"));
    }

    @Test
    void emptiedDatabaseDeletesAllThatItOncePublished() {
        units.fill(1, 50, "lost");
        sweep(units.publisher(bench));
        Bench.sql(
                "delete from " + units.name,
                "delete from publisher_marker where topic = '%s'".formatted(units.topic.name));
        sweep(units.publisher(bench));
        assertThat(names()).isEmpty();
    }

    @Test
    void keyWhoseStateNobodyCanReadGetsATombstone() {
        units.put(1, "one");
        sweep(units.publisher(bench));
        units.backup();
        units.put(2, "two");
        sweep(units.publisher(bench));
        units.topic.send(key(3), new byte[] {'?'});
        units.restore();

        sweep(units.publisher(bench));

        assertThat(units.topic.records())
                .filteredOn(message -> message.value() == null)
                .extracting(ConsumerRecord::key)
                .containsExactly(key(3));
    }

    @Test
    void intactDatabaseRepublishesNothingAtItsStart() {
        units.put(1, "one");
        sweep(units.publisher(bench));
        assertThat(sweep(units.publisher(bench))).isZero();
        assertThat(units.topic.records())
                .filteredOn(message -> key(1).equals(message.key()))
                .hasSize(1);
    }

    @Test
    void topicThatWasMadeAgainGetsEverything() {
        units.fill(1, 20, "again");
        sweep(units.publisher(bench));
        units.topic.delete();
        org.awaitility.Awaitility.await().ignoreExceptions().until(() -> {
            units.topic.create();
            return true;
        });
        sweep(units.publisher(bench));
        assertThat(names()).hasSize(20);
    }

    @Test
    void topicThatLostItsRecordsGetsEverything() {
        units.fill(1, 20, "again");
        sweep(units.publisher(bench));
        units.topic.truncate();
        sweep(units.publisher(bench));
        assertThat(names()).hasSize(20);
    }

    @Test
    void stoppedSweeperThatGoesOnLaterDoesNotHaveTheLastWord() throws Exception {
        units.put(1, "old");
        try (Bench stopped =
                new Bench(Map.of("kafka." + ProducerConfig.PARTITIONER_CLASS_CONFIG, HeldProducer.class.getName()))) {
            StatePublisher<UnitState> zombie = units.publisher(stopped);
            HeldProducer.hold();
            CompletableFuture<Integer> held = CompletableFuture.supplyAsync(() -> sweep(zombie));
            assertThat(HeldProducer.reached().await(20, TimeUnit.SECONDS)).isTrue();
            Bench.endSweepersConnections();
            units.put(1, "new");
            assertThat(sweep(units.publisher(bench))).isEqualTo(1);
            HeldProducer.letGo();
            assertThat(held.get(30, TimeUnit.SECONDS)).isZero();
            assertThat(names()).as("the stopped one's record is the last").containsEntry(key(1), "old");

            sweep(zombie);

            assertThat(names()).isEqualTo(Map.of(key(1), "new"));
        }
    }

    private long changeThreeUnitsAndAddOne(StatePublisher<UnitState> publisher) {
        units.put(1, "eins");
        units.put(3, "three");
        sweep(publisher);
        units.delete(2);
        units.put(1, "uno");
        sweep(publisher);
        return units.topic.compacted(UnitState.class).values().stream()
                .mapToLong(UnitState::version)
                .max()
                .orElseThrow();
    }

    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        units.topic.compacted(UnitState.class).forEach((key, unit) -> names.put(key, unit.name()));
        return names;
    }
}
