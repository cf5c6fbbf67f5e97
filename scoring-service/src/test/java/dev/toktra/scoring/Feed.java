package dev.toktra.scoring;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.Marker;
import dev.toktra.events.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What comes to the service by topic, and what its tables hold then. */
public final class Feed implements AutoCloseable {

    private final RunningStack stack = TestStack.running();
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    stack.bootstrapServers(),
                    "linger.ms",
                    20,
                    "max.in.flight.requests.per.connection",
                    1), // KAFKA-15591
            new StringSerializer(),
            new ByteArraySerializer());

    /** Sends states in order and returns when Kafka holds them. */
    public void send(String topic, List<? extends State> states) {
        for (State state : states) {
            producer.send(new ProducerRecord<>(stack.topic(topic), state.key(), EventJson.write(state)));
        }
        producer.flush();
    }

    public void send(String topic, State state) {
        send(topic, List.of(state));
    }

    /** A record that is no state, to each partition. */
    public void mark(String topic) {
        int partitions = producer.partitionsFor(stack.topic(topic)).size();
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(stack.topic(topic), partition, Marker.KEY, EventJson.write(new Marker(1))));
        }
    }

    public void send(String topic, String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(stack.topic(topic), key, value));
    }

    /** The rows of a query by the worker, columns joined by a blank. */
    public List<String> rows(String query) {
        return rows("scoring_worker", query);
    }

    /** The rows of the last of some statements by a role. */
    public List<String> rows(String role, String... statements) {
        return stack.rows(role, statements);
    }

    public void execute(String... statements) {
        try (Connection connection = stack.connect("scoring_worker");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
