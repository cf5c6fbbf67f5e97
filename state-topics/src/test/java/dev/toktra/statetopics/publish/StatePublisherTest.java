package dev.toktra.statetopics.publish;

import static dev.toktra.statetopics.UnitTable.key;
import static dev.toktra.statetopics.UnitTable.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.EventJson;
import dev.toktra.events.Marker;
import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import dev.toktra.statetopics.StatePart;
import dev.toktra.statetopics.TestTopic;
import dev.toktra.statetopics.UnitTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatePublisherTest {

    private final UnitTable units = new UnitTable();
    private final Bench bench = new Bench(Map.of("tombstone-after", "PT0S"));
    private final StatePublisher<UnitState> publisher = units.publisher(bench);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sendsWhatIsNewerThanPublishedAndNothingTwice() {
        units.put(1, "one");
        units.put(2, "two");
        assertThat(sweep(publisher)).isEqualTo(2);
        assertThat(sweep(publisher)).isZero();
        units.put(2, "zwei");
        assertThat(sweep(publisher)).isEqualTo(1);
        assertThat(names()).isEqualTo(Map.of(key(1), "one", key(2), "zwei"));
        assertThat(Bench.rows("select count(*) from %s where published_version <> version".formatted(units.name)))
                .containsExactly("0");
    }

    @Test
    void rowThatWasWrittenByAnEarlierTransactionButCommittedLaterIsNotPassedOver() {
        units.put(1, "one");
        sweep(publisher);
        Bench.sql(
                "insert into %s values ('%s', '%s', 'late', 5)".formatted(units.name, UnitTable.ORG, UnitTable.id(2)));
        assertThat(sweep(publisher)).isEqualTo(1);
        assertThat(names()).containsEntry(key(2), "late");
    }

    @Test
    void markerStandsBeforeEveryStateOfItsPartitionAndIsTheDatabasesOwn() {
        for (int number = 1; number <= 20; number++) {
            units.put(number, "unit");
        }
        sweep(publisher);
        Set<Integer> marked = new TreeSet<>();
        for (ConsumerRecord<String, byte[]> message : units.topic.records()) {
            if (Marker.KEY.equals(message.key())) {
                marked.add(message.partition());
                assertThat(EventJson.read(message.value(), Marker.class).marker())
                        .isEqualTo(marker());
            }
            assertThat(marked).contains(message.partition());
        }
        assertThat(marked).hasSize(TestTopic.PARTITIONS);
    }

    @Test
    void changeDuringTheSendIsSentByTheNextSweep() {
        units.put(1, "one");
        AtomicInteger reads = new AtomicInteger();
        StatePublisher<UnitState> disturbed = units.publisher(bench, row -> {
            if (reads.incrementAndGet() == 1) {
                units.put(1, "changed");
            }
            return UnitTable.state(row);
        });
        assertThat(sweep(disturbed)).isEqualTo(1);
        assertThat(names()).isEqualTo(Map.of(key(1), "one"));
        assertThat(sweep(disturbed)).isEqualTo(1);
        assertThat(names()).isEqualTo(Map.of(key(1), "changed"));
    }

    @Test
    void sentButNotNotedIsSentAgain() {
        units.put(1, "one");
        Bench.sql("revoke update on %s from state_topics_worker".formatted(units.name));
        assertThat(sweep(publisher)).isZero();
        assertThat(names()).isEqualTo(Map.of(key(1), "one"));
        Bench.sql("grant update on %s to state_topics_worker".formatted(units.name));
        assertThat(sweep(publisher)).isEqualTo(1);
        assertThat(sweep(publisher)).isZero();
        assertThat(names()).isEqualTo(Map.of(key(1), "one"));
    }

    @Test
    void oneSweepsAtATime() {
        units.put(1, "one");
        AtomicInteger other = new AtomicInteger(-1);
        try (Bench second = new Bench(Map.of())) {
            StatePublisher<UnitState> twin = units.publisher(second);
            StatePublisher<UnitState> first = units.publisher(bench, row -> {
                other.set(sweep(twin));
                return UnitTable.state(row);
            });
            assertThat(sweep(first)).isEqualTo(1);
        }
        assertThat(other).hasValue(0);
    }

    @Test
    void rowThatCannotBeReadHoldsUpNoOther() {
        units.put(1, "one");
        units.put(2, " ");
        units.put(3, "three");
        assertThat(sweep(publisher)).isEqualTo(2);
        assertThat(names()).isEqualTo(Map.of(key(1), "one", key(3), "three"));
    }

    @Test
    void stateThatIsTooLargeForTheTopicHoldsUpNoOther() {
        units.put(1, "one");
        units.put(2, noise(2_000_000));
        units.put(3, "three");
        assertThat(sweep(publisher)).isEqualTo(2);
        assertThat(names()).isEqualTo(Map.of(key(1), "one", key(3), "three"));
        assertThat(sweep(publisher)).isZero();
        assertThat(bench.meters.get("toktra.state.rows.waiting").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void deletionIsAStateThenATombstoneAndThenTheRowIsGone() {
        units.put(1, "one");
        sweep(publisher);
        units.delete(1);
        sweep(publisher);
        List<ConsumerRecord<String, byte[]>> of1 = units.topic.records().stream()
                .filter(message -> key(1).equals(message.key()))
                .toList();
        assertThat(of1).hasSize(3);
        assertThat(EventJson.read(of1.get(1).value(), UnitState.class).deleted())
                .isTrue();
        assertThat(of1.get(2).value()).isNull();
        assertThat(Bench.rows("select unit_id from " + units.name)).isEmpty();
        assertThat(Bench.rows("select key from publisher_tombstone where topic = '%s'".formatted(units.topic.name)))
                .isEmpty();
    }

    @Test
    void thingThatIsBackBeforeItsTombstoneGetsNone() {
        try (Bench slow = new Bench(Map.of("tombstone-after", "PT1H"))) {
            StatePublisher<UnitState> patient = units.publisher(slow);
            units.put(1, "one");
            units.delete(1);
            sweep(patient);
            units.put(1, "back");
            sweep(patient);
        }
        assertThat(Bench.rows("select key from publisher_tombstone where topic = '%s'".formatted(units.topic.name)))
                .isEmpty();
        assertThat(names()).isEqualTo(Map.of(key(1), "back"));
    }

    @Test
    void tenThousandRowsGoOutInOneSweep() {
        units.fill(1, 10_000, "many");
        assertThat(sweep(publisher)).isEqualTo(10_000);
        assertThat(names()).hasSize(10_000);
    }

    @Test
    void withoutKafkaRowsWaitAndAreCountedAndTheServiceSaysSo() {
        units.put(1, "one");
        try (Bench cut = new Bench(Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "kafka.default.api.timeout.ms", "1500",
                "kafka.request.timeout.ms", "1000",
                "unready-after", "PT0S"))) {
            StatePublisher<UnitState> lonely = units.publisher(cut);
            assertThat(sweep(lonely)).isZero();
            assertThat(cut.meters.get("toktra.state.rows.waiting").gauge().value())
                    .isEqualTo(1);
            assertThat(cut.meters.get("toktra.state.sweep.failures").counter().count())
                    .isEqualTo(1);
            Optional<String> complaint = ((StatePart) lonely).complaint();
            assertThat(complaint.orElseThrow()).startsWith("fails since");
        }
    }

    @Test
    void closedPublisherNeitherSendsNorComplainsOfWhatIsGone() {
        units.put(1, "one");
        AtomicInteger reads = new AtomicInteger();
        try (Bench ending = new Bench(Map.of())) {
            StatePublisher<UnitState> last = units.publisher(ending, row -> {
                reads.incrementAndGet();
                ending.topics.close();
                return UnitTable.state(row);
            });
            assertThat(sweep(last)).isZero();
            assertThat(sweep(last)).isZero();
            assertThat(ending.meters
                            .get("toktra.state.sweep.failures")
                            .counter()
                            .count())
                    .isZero();
        }
        assertThat(reads).hasValue(1);
        assertThat(names()).isEmpty();
    }

    /** A text that does not compress. */
    private static String noise(int length) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) (0x4e00 + random.nextInt(20_000)));
        }
        return text.toString();
    }

    private long marker() {
        return Long.parseLong(
                Bench.rows("select marker from publisher_marker where topic = '%s'".formatted(units.topic.name))
                        .get(0));
    }

    private Map<String, String> names() {
        Map<String, String> names = new java.util.TreeMap<>();
        units.topic.compacted(UnitState.class).forEach((key, unit) -> names.put(key, unit.name()));
        return names;
    }
}
