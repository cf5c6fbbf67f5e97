package dev.toktra.gateway;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.Marker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the gateway has put on one of its topics. */
public final class TopicReader<T> implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Class<T> type;
    private final String key;
    private final List<T> states = new ArrayList<>();

    /** Reads the states of one key, from the beginning. */
    public TopicReader(String topic, Class<T> type, String key) {
        RunningStack stack = TestStack.running();
        this.type = type;
        this.key = key;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(stack.topic(topic)).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All states so far, in the order in which they were published. */
    public List<T> states() {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
            if (key.equals(message.key()) && !Marker.KEY.equals(message.key())) {
                states.add(EventJson.read(message.value(), type));
            }
        }
        return states;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
