package dev.toktra.statetopics.read;

import static dev.toktra.statetopics.UnitTable.key;
import static dev.toktra.statetopics.UnitTable.sweep;
import static dev.toktra.statetopics.UnitTable.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import dev.toktra.statetopics.TestTopic;
import dev.toktra.statetopics.UnitTable;
import dev.toktra.statetopics.publish.StatePublisher;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader whose position no longer is one of its topic, and readers of publishers that went back in time. */
class ReadAgainTest {

    private final TestTopic topic = new TestTopic();
    private final UnitCopy copy = new UnitCopy(topic.name);
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void positionBeyondTheEndMeansThatKafkaLostRecords() {
        topic.send(unit(1, 5, "one"));
        topic.send(unit(2, 5, "two"));
        copy.readToTheEnd(bench);
        Bench.sql("update reader_position set next_offset = 1000 where topic = '%s'".formatted(topic.name));
        topic.send(unit(2, 6, "zwei"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).containsExactly(key(1) + " one 5", key(2) + " zwei 6");
        assertThat(positions()).doesNotContain("1000");
    }

    @Test
    void positionBehindTheBeginningGoesToTheBeginning() {
        topic.send(unit(1, 5, "one"));
        copy.readToTheEnd(bench);
        Bench.sql("update reader_position set next_offset = 0 where topic = '%s'".formatted(topic.name));
        topic.send(unit(1, 6, "eins"));
        topic.truncate();
        topic.send(unit(2, 1, "two"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).contains(key(2) + " two 1");
    }

    @Test
    void topicThatWasMadeAgainIsReadAgainAndWhatItLacksGoes() {
        for (int number = 1; number <= 12; number++) {
            topic.send(unit(number, 5, "old"));
        }
        copy.readToTheEnd(bench);
        topic.delete();
        Awaitility.await().ignoreExceptions().until(() -> {
            topic.create();
            return true;
        });
        for (int number = 1; number <= 11; number++) {
            topic.send(unit(number, 5, "old"));
        }
        topic.send(unit(1, 6, "new"));
        copy.readToTheEnd(bench);
        assertThat(copy.rows())
                .hasSize(11)
                .contains(key(1) + " new 6", key(2) + " old 5")
                .noneMatch(row -> row.startsWith(key(12)));
    }

    @Test
    void readerThatWasAwayForLongFindsOutWhatWentMeanwhile() {
        for (int number = 1; number <= 12; number++) {
            topic.send(unit(number, 5, "old"));
        }
        copy.readToTheEnd(bench);
        topic.truncate();
        for (int number = 1; number <= 11; number++) {
            topic.send(unit(number, 5, "old"));
        }
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).as("the deletion of 12 came and went").hasSize(12);
        Bench.sql("update reader_position set updated_at = now() - interval '8 days' where topic = '%s'"
                .formatted(topic.name));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).hasSize(11).noneMatch(row -> row.startsWith(key(12)));
    }

    @Test
    void emptiedReaderReplaysToEqualRows() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            int number = 1 + random.nextInt(40);
            topic.send(
                    random.nextInt(5) == 0
                            ? UnitTable.deleted(number, i + 1)
                            : unit(number, Math.max(1, i - random.nextInt(20)), "v" + i));
        }
        copy.readToTheEnd(bench);
        UnitCopy again = new UnitCopy(topic.name);
        Bench.sql(
                "delete from reader_position where topic = '%s'".formatted(topic.name),
                "delete from reader_key where topic = '%s'".formatted(topic.name));
        again.readToTheEnd(bench);
        assertThat(again.rows()).isEqualTo(copy.rows()).isNotEmpty();
    }

    @Test
    void readerFollowsAPublisherWhoseDatabaseWasRestored() {
        UnitTable units = new UnitTable();
        UnitCopy downstream = new UnitCopy(units.topic.name);
        StatePublisher<UnitState> publisher = units.publisher(bench);
        units.fill(1, 30, "before");
        sweep(publisher);
        units.backup();
        units.put(1, "after");
        units.put(31, "after");
        units.delete(2);
        sweep(publisher);
        downstream.readToTheEnd(bench);
        assertThat(downstream.rows()).hasSize(30).anyMatch(row -> row.startsWith(key(31)));
        units.restore();
        sweep(units.publisher(bench));
        downstream.readToTheEnd(bench);
        assertThat(namesOf(downstream))
                .isEqualTo(Bench.rows("select name from %s order by unit_id".formatted(units.name)));
        assertThat(downstream.rows()).hasSize(30).noneMatch(row -> row.startsWith(key(31)));
    }

    @Test
    void readerWhoseOwnDatabaseWasRestoredReadsOnFromThere() {
        topic.send(unit(1, 1, "one"));
        copy.readToTheEnd(bench);
        Bench.sql(
                "create table %1$s_b as select * from %1$s".formatted(copy.name),
                "create table %1$s_p as select * from reader_position where topic = '%2$s'"
                        .formatted(copy.name, topic.name),
                "create table %1$s_k as select * from reader_key where topic = '%2$s'"
                        .formatted(copy.name, topic.name));
        topic.send(unit(1, 2, "eins"));
        topic.send(unit(2, 1, "two"));
        copy.readToTheEnd(bench);
        var expected = copy.rows();
        Bench.sql(
                "delete from " + copy.name,
                "insert into %1$s select * from %1$s_b".formatted(copy.name),
                "delete from reader_position where topic = '%s'".formatted(topic.name),
                "delete from reader_key where topic = '%s'".formatted(topic.name),
                "insert into reader_position select * from %s_p".formatted(copy.name),
                "insert into reader_key select * from %s_k".formatted(copy.name));
        copy.readToTheEnd(bench);
        assertThat(copy.rows()).isEqualTo(expected).hasSize(2);
    }

    private static java.util.List<String> namesOf(UnitCopy copy) {
        return Bench.rows("select name from %s order by key".formatted(copy.name));
    }

    private java.util.List<String> positions() {
        return Bench.rows("select next_offset from reader_position where topic = '%s'".formatted(topic.name));
    }
}
