package dev.toktra.statetopics.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.statetopics.KafkaSettings;
import dev.toktra.statetopics.TestTopic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

class StateSenderTest {

    /** So many that the broker says who leads them some time before all of their logs are open. */
    private static final int PARTITIONS = 100;

    private static final int RECORDS = 50_000;

    private final StateSender sender = new StateSender(
            new KafkaSettings(Map.of("bootstrap.servers", TestStack.running().bootstrapServers()), Optional.of("")),
            Duration.ofSeconds(20));

    @AfterEach
    void close() {
        sender.close();
    }

    @RepeatedTest(3)
    void onATopicJustMadeNothingArrivesBeforeWhatIsAheadOfIt() {
        String warm = new TestTopic().onTheWire;
        sender.send(List.of(new ProducerRecord<>(warm, "key", new byte[1])));
        TestTopic topic = new TestTopic(PARTITIONS);
        try {
            List<ProducerRecord<String, byte[]>> records = new ArrayList<>(RECORDS);
            for (int i = 0; i < RECORDS; i++) {
                byte[] number = ByteBuffer.allocate(4).putInt(i).array();
                records.add(new ProducerRecord<>(topic.onTheWire, i % PARTITIONS, "key", number));
            }

            assertThat(sender.send(records)).isEmpty();

            Map<Integer, Integer> next = new HashMap<>();
            topic.records()
                    .forEach(record -> assertThat(
                                    ByteBuffer.wrap(record.value()).getInt())
                            .as("partition %d, offset %d", record.partition(), record.offset())
                            .isEqualTo(next.merge(
                                    record.partition(), record.partition(), (last, first) -> last + PARTITIONS)));
            assertThat(next).hasSize(PARTITIONS);
        } finally {
            topic.delete();
        }
    }
}
