package dev.toktra.statetopics.read;

import dev.toktra.statetopics.Environment;
import dev.toktra.statetopics.TopicDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** All partitions of a topic, read from where it is told; its methods block their caller. */
final class TopicCursor implements AutoCloseable {

    /** What a reader holds ahead of what it applies: a service has a few readers and little memory. */
    static final int FETCH_BYTES = 4 << 20;

    private final Environment environment;
    private final String topic;
    private final Map<Integer, Long> applied = new HashMap<>();
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile boolean closed;
    private int partitions;
    private @Nullable UUID topicId;

    /** @param topic its name on the wire */
    TopicCursor(Environment environment, String topic) {
        this.environment = environment;
        this.topic = topic;
    }

    /** Records and the offsets they fill, by partition; compaction leaves offsets without records. */
    record Polled(List<ConsumerRecord<String, byte[]>> messages, List<Span> spans) {}

    /** Looks at the topic as it is now. */
    synchronized Bounds look() {
        TopicDescription description = TopicDescription.of(environment.kafka(), topic);
        topicId = description.id();
        partitions = description.partitions();
        KafkaConsumer<String, byte[]> open = open();
        List<TopicPartition> all = description.topicPartitions();
        return new Bounds(description.id(), byPartition(open.beginningOffsets(all)), byPartition(open.endOffsets(all)));
    }

    /** Whether the topic is still the one of the last look, with as many partitions. */
    boolean unchanged() {
        TopicDescription now = TopicDescription.of(environment.kafka(), topic);
        return now.id().equals(topicId) && now.partitions() == partitions;
    }

    /** Goes to the next offset to read of each partition. */
    synchronized void seek(Map<Integer, Long> positions) {
        KafkaConsumer<String, byte[]> open = open();
        applied.clear();
        applied.putAll(positions);
        open.assign(positions.keySet().stream().map(this::partition).toList());
        positions.forEach((partition, offset) -> open.seek(partition(partition), offset));
    }

    /** Waits a little for more; nothing new is an empty list of spans. */
    synchronized Polled poll() {
        KafkaConsumer<String, byte[]> open = open();
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        try {
            open.poll(environment.config().pollWait()).forEach(messages::add);
        } catch (WakeupException e) {
            return new Polled(List.of(), List.of());
        }
        List<Span> spans = new ArrayList<>();
        applied.forEach((partition, start) -> {
            long end = open.position(partition(partition));
            if (end != start) {
                spans.add(new Span(partition, start, end));
            }
        });
        return new Polled(messages, spans);
    }

    /** Takes note that what was polled is safe where it belongs. */
    synchronized void applied(List<Span> spans) {
        spans.forEach(span -> applied.put(span.partition(), span.end()));
    }

    /** Whether everything before the given ends has been applied. */
    synchronized boolean reached(Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> applied.getOrDefault(end.getKey(), Long.MIN_VALUE) >= end.getValue());
    }

    /** Records on the topic that are not polled yet, as far as is known. */
    synchronized long lag() {
        KafkaConsumer<String, byte[]> open = open();
        return open.assignment().stream()
                .mapToLong(partition -> open.currentLag(partition).orElse(0))
                .sum();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
            synchronized (this) {
                open.close();
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        if (closed) {
            throw new IllegalStateException("the reader of " + topic + " is closed");
        }
        KafkaConsumer<String, byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(
                    environment
                            .kafka()
                            .with(Map.of(
                                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                    false,
                                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                    "none",
                                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                    FETCH_BYTES,
                                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                    environment.config().pollRecords())),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer = open;
        }
        return open;
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }
}
