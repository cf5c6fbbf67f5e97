package dev.toktra.statetopics;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.Marker;
import dev.toktra.events.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A state topic of one test, seen by somebody who is neither its publisher nor its reader. */
public final class TestTopic {

    public static final int PARTITIONS = 3;

    private static @Nullable KafkaProducer<String, byte[]> producer;

    public final String name = Bench.fresh("test-units");
    public final String onTheWire = TestStack.running().topic(name);
    private final int partitions;

    public TestTopic() {
        this(PARTITIONS);
    }

    public TestTopic(int partitions) {
        this.partitions = partitions;
        create();
    }

    public void create() {
        admin(admin -> admin.createTopics(List.of(new NewTopic(onTheWire, partitions, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact,delete"))))
                .all()
                .get());
    }

    public void delete() {
        admin(admin -> admin.deleteTopics(List.of(onTheWire)).all().get());
    }

    /** Removes everything that is on the topic now. */
    public void truncate() {
        admin(admin -> {
            Map<TopicPartition, RecordsToDelete> all = new java.util.HashMap<>();
            partitions().forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
            return admin.deleteRecords(all).all().get();
        });
    }

    public void send(State state) {
        send(state.key(), EventJson.write(state));
    }

    public void send(@Nullable String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(onTheWire, key, value));
    }

    public void mark(long marker) {
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(onTheWire, partition, Marker.KEY, EventJson.write(new Marker(marker))));
        }
    }

    /** The records of all partitions, each partition's in order. */
    public List<ConsumerRecord<String, byte[]>> records() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestStack.running().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions());
            consumer.seekToBeginning(partitions());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** What compaction would leave of the states: of each key the last one, without deleted ones. */
    public <S extends State> Map<String, S> compacted(Class<S> type) {
        Map<String, S> states = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> message : records()) {
            Optional<S> state = Marker.KEY.equals(message.key()) || message.value() == null
                    ? Optional.empty()
                    : Optional.of(EventJson.read(message.value(), type));
            state.filter(live -> !live.deleted())
                    .ifPresentOrElse(live -> states.put(message.key(), live), () -> states.remove(message.key()));
        }
        return states;
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(onTheWire, partition))
                .toList();
    }

    private static synchronized void send(ProducerRecord<String, byte[]> message) {
        try {
            if (producer == null) {
                producer = new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                TestStack.running().bootstrapServers(),
                                "linger.ms",
                                0,
                                "max.in.flight.requests.per.connection",
                                1), // KAFKA-15591
                        new StringSerializer(),
                        new ByteArraySerializer());
            }
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void admin(Act act) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestStack.running().bootstrapServers()))) {
            act.on(admin);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Act {
        @Nullable
        Object on(Admin admin) throws Exception;
    }
}
