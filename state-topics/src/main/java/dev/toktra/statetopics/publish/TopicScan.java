package dev.toktra.statetopics.publish;

import dev.toktra.events.EventJson;
import dev.toktra.events.EventJson.UnreadableRecord;
import dev.toktra.events.Marker;
import dev.toktra.events.State;
import dev.toktra.statetopics.KafkaSettings;
import dev.toktra.statetopics.TopicDescription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads back what a publisher's topic holds; blocks its caller. */
final class TopicScan {

    private static final long FIRST_WINDOW = 4_000;
    private static final int SILENT_POLLS = 40;

    /** Short: a fetch that waits at one partition's end holds up the next partition's. */
    private static final int FETCH_WAIT_MS = 20;

    private static final int FETCH_BYTES = 4 << 20;

    private final KafkaSettings kafka;
    private final String topic;

    /** @param topic its name on the wire */
    TopicScan(KafkaSettings kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** The newest marker on the topic, 0 where there is none. */
    record Tail(UUID topicId, long marker) {}

    /**
     * What the topic says of each key.
     *
     * @param live of the keys that are not deleted, their states erased; empty where no state of one can be read
     * @param highestVersion over all records, 0 on an empty topic
     */
    record Contents(Map<String, Optional<State>> live, long highestVersion) {}

    /** Looks for the newest marker, from the end of each partition backwards. */
    Tail tail() {
        TopicDescription description = TopicDescription.of(kafka, topic);
        long newest = 0;
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            for (TopicPartition partition : description.topicPartitions()) {
                newest = Math.max(newest, newestMarker(consumer, partition));
            }
        }
        return new Tail(description.id(), newest);
    }

    /** Reads the whole topic. */
    Contents contents(Class<? extends State> type) {
        Map<String, Optional<State>> live = new HashMap<>();
        long[] highest = {0};
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            for (TopicPartition partition : TopicDescription.of(kafka, topic).topicPartitions()) {
                long beginning = beginning(consumer, partition);
                read(consumer, partition, beginning, message -> {
                    highest[0] = Math.max(highest[0], note(message, type, live));
                });
            }
        }
        return new Contents(live, highest[0]);
    }

    /** Takes a record into the live keys and returns its version. */
    private static long note(
            ConsumerRecord<String, byte[]> message, Class<? extends State> type, Map<String, Optional<State>> live) {
        if (message.key() == null || Marker.KEY.equals(message.key())) {
            return 0;
        }
        if (message.value() == null) {
            live.remove(message.key());
            return 0;
        }
        try {
            State state = EventJson.read(message.value(), type);
            if (state.deleted()) {
                live.remove(message.key());
            } else {
                live.put(message.key(), Optional.of(state.erased(state.version())));
            }
            return state.version();
        } catch (UnreadableRecord e) {
            live.putIfAbsent(message.key(), Optional.empty());
            return 0;
        }
    }

    private static long newestMarker(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        long beginning = beginning(consumer, partition);
        long end = end(consumer, partition);
        long[] newest = {0};
        for (long window = FIRST_WINDOW; newest[0] == 0; window *= 8) {
            long from = Math.max(beginning, end - window);
            read(consumer, partition, from, message -> {
                if (Marker.KEY.equals(message.key()) && message.value() != null) {
                    newest[0] = Math.max(
                            newest[0],
                            EventJson.read(message.value(), Marker.class).marker());
                }
            });
            if (from == beginning) {
                break;
            }
        }
        return newest[0];
    }

    private static void read(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            long from,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        long end = end(consumer, partition);
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        for (int silent = 0; consumer.position(partition) < end; silent++) {
            if (silent == SILENT_POLLS) {
                throw new KafkaException("Kafka sends nothing of " + partition + " though it ends at " + end);
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(500));
            records.forEach(each);
            silent = records.isEmpty() ? silent : -1;
        }
    }

    private static long beginning(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private static long end(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        FETCH_WAIT_MS,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
