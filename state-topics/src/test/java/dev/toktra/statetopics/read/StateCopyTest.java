package dev.toktra.statetopics.read;

import static dev.toktra.statetopics.UnitTable.deleted;
import static dev.toktra.statetopics.UnitTable.key;
import static dev.toktra.statetopics.UnitTable.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import dev.toktra.statetopics.TestTopic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateCopyTest {

    private final TestTopic topic = new TestTopic();
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void holdsTheHighestVersionOfWhatIsNotDeletedAndFollows() {
        topic.send(unit(1, 5, "five"));
        topic.send(unit(1, 4, "four"));
        topic.send(unit(2, 1, "two"));
        topic.send(deleted(2, 2));
        topic.send(key(3), "?".getBytes(StandardCharsets.UTF_8));
        StateCopy<UnitState> copy = bench.topics.copy(topic.name, UnitState.class);
        Awaitility.await().until(copy::caughtUp);
        assertThat(copy.all()).extracting(UnitState::name).containsExactly("five");
        assertThat(copy.find(key(2))).isEmpty();
        topic.send(unit(1, 6, "six"));
        topic.send(key(2), null);
        topic.send(unit(2, 1, "anew"));
        Awaitility.await().until(() -> copy.all().size() == 2);
        assertThat(copy.find(key(1))).map(UnitState::name).contains("six");
        topic.send(unit(1, 5, "five"));
        topic.send(unit(3, 1, "later"));
        Awaitility.await().until(() -> copy.all().size() == 3);
        assertThat(copy.find(key(1))).map(UnitState::name).contains("six");
    }

    @Test
    void isNotCaughtUpBeforeItHasReadAnything() {
        try (Bench cut = new Bench(Map.of("kafka.bootstrap.servers", "127.0.0.1:1"))) {
            StateCopy<UnitState> copy = cut.topics.copy(topic.name, UnitState.class);
            assertThat(copy.caughtUp()).isFalse();
            assertThat(copy.complaint()).contains("has not read to the end yet");
        }
    }
}
