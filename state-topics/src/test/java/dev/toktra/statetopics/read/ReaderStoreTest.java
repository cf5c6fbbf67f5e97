package dev.toktra.statetopics.read;

import static dev.toktra.statetopics.UnitTable.key;
import static dev.toktra.statetopics.UnitTable.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.events.EventJson;
import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import dev.toktra.statetopics.read.ReaderStore.PositionMoved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReaderStoreTest {

    private static final UUID TOPIC_ID = UUID.randomUUID();

    private final String topic = Bench.fresh("test-units");
    private final UnitCopy copy = new UnitCopy(topic);
    private final Bench bench = new Bench(Map.of());
    private final ReaderStore<UnitState> store =
            new ReaderStore<>(bench.worker, topic, copy, new ResetStore(topic, Duration.ofDays(7)));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void batchOfAReaderThatWasOvertakenIsNotApplied() {
        Bounds bounds = new Bounds(TOPIC_ID, Map.of(0, 0L), Map.of(0, 2L));
        store.positions(bounds).await().atMost(Duration.ofSeconds(10));
        byte[] state = EventJson.write(unit(1, 5, "one"));
        apply(0, state);
        apply(1, null);
        assertThat(copy.rows()).isEmpty();
        assertThatThrownBy(() -> apply(0, state)).isInstanceOf(PositionMoved.class);
        assertThat(copy.rows())
                .as("the overtaken batch would bring back what is gone")
                .isEmpty();
        assertThat(Bench.rows("select next_offset from reader_position where topic = '%s'".formatted(topic)))
                .containsExactly("2");
    }

    private void apply(long offset, byte @Nullable [] value) {
        var message = new ConsumerRecord<>(topic, 0, offset, key(1), value);
        store.apply(TOPIC_ID, List.of(new Span(0, offset, offset + 1)), Batch.of(List.of(message), UnitState.class))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
