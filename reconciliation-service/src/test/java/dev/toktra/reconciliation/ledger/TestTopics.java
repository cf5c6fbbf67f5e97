package dev.toktra.reconciliation.ledger;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.State;
import dev.toktra.events.Topics;
import dev.toktra.events.UsageBatch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to topics as ingest and the gateway do. */
public final class TestTopics implements AutoCloseable {

    private final RunningStack stack;
    private final KafkaProducer<String, byte[]> producer;

    public TestTopics(RunningStack stack) {
        this.stack = stack;
        // One request at a time: on a topic just made the first may find no leader yet while the second is taken, and
        // then the broker refuses the first as out of order until it times out (KAFKA-15591).
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "acks",
                "all",
                "linger.ms",
                5,
                "max.in.flight.requests.per.connection",
                1);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** A topic of batches of its own, with its name on the wire. */
    public String make(int partitions) throws Exception {
        String name = stack.topic("batches-" + UUID.randomUUID());
        make(name, partitions);
        return name;
    }

    void make(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    void delete(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    public void state(String topic, State state) throws Exception {
        send(stack.topic(topic), state.key(), EventJson.write(state)).get();
    }

    /** Batches on the service's own topic. */
    public void batches(UsageBatch... batches) throws Exception {
        batches(stack.topic(Topics.USAGE_BATCHES), List.of(batches));
    }

    public void batches(String topic, List<UsageBatch> batches) throws Exception {
        Future<RecordMetadata> last = null;
        for (UsageBatch batch : batches) {
            last = send(topic, batch.key(), EventJson.write(batch));
        }
        producer.flush();
        if (last != null) {
            last.get();
        }
    }

    public Future<RecordMetadata> send(String topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
