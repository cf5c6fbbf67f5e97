package dev.toktra.statetopics.publish;

import dev.toktra.statetopics.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records and waits until all in-sync replicas hold each of them; blocks its caller. */
public final class StateSender implements AutoCloseable {

    private final KafkaSettings kafka;
    private final Duration deliveryTimeout;
    private @Nullable Producer<String, byte[]> producer;

    public StateSender(KafkaSettings kafka, Duration deliveryTimeout) {
        this.kafka = kafka;
        this.deliveryTimeout = deliveryTimeout;
    }

    /**
     * Sends records in order; to one partition, none arrives before those ahead of it.
     *
     * @throws KafkaException where a record was not acknowledged; others may have been
     */
    void send(List<ProducerRecord<String, byte[]>> records) {
        Producer<String, byte[]> open = open();
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        records.forEach(record -> sent.add(open.send(record)));
        sent.forEach(StateSender::acknowledged);
    }

    /** How many partitions a topic has. */
    int partitions(String topicOnTheWire) {
        return open().partitionsFor(topicOnTheWire).size();
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    private static void acknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private synchronized Producer<String, byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    kafka.with(Map.of(
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.COMPRESSION_TYPE_CONFIG,
                            "lz4",
                            ProducerConfig.LINGER_MS_CONFIG,
                            5,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            requestTimeout(),
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            deliveryTimeout.toMillis(),
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            (int) deliveryTimeout.toMillis())),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    private int requestTimeout() {
        return (int) Math.min(10_000, deliveryTimeout.toMillis() / 2);
    }
}
