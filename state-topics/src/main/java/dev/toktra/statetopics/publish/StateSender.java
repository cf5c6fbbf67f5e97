package dev.toktra.statetopics.publish;

import dev.toktra.statetopics.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records and waits until all in-sync replicas hold each of them; blocks its caller. */
public final class StateSender implements AutoCloseable {

    /** Before compression, which brings a state to a tenth: the topic's own limit is the one that counts. */
    private static final int MAX_REQUEST_BYTES = 8 << 20;

    /** Large, since one request is on its way at a time. */
    private static final int BATCH_BYTES = 256 << 10;

    private final KafkaSettings kafka;
    private final Duration deliveryTimeout;
    private @Nullable Producer<String, byte[]> producer;
    private boolean closed;

    public StateSender(KafkaSettings kafka, Duration deliveryTimeout) {
        this.kafka = kafka;
        this.deliveryTimeout = deliveryTimeout;
    }

    /**
     * Sends records in order; to one partition, none arrives before those ahead of it.
     *
     * @return the keys of records that are too large for the topic; all others are acknowledged
     * @throws KafkaException where any other record was not acknowledged
     */
    Set<String> send(List<ProducerRecord<String, byte[]>> records) {
        Producer<String, byte[]> open = open();
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        records.forEach(record -> sent.add(open.send(record)));
        Set<String> tooLarge = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            if (!isAcknowledged(sent.get(i))) {
                tooLarge.add(records.get(i).key());
            }
        }
        return tooLarge;
    }

    /** How many partitions a topic has. */
    int partitions(String topicOnTheWire) {
        return open().partitionsFor(topicOnTheWire).size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    private static boolean isAcknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private synchronized Producer<String, byte[]> open() {
        if (closed) {
            throw new IllegalStateException("the sender of states is closed");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Map<String, Object> settings() {
        return kafka.with(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                // A partition just made may refuse a first request and take a second one, which breaks
                // the order and leaves the first to time out (KAFKA-15591).
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                requestTimeout(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                deliveryTimeout.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) deliveryTimeout.toMillis()));
    }

    private int requestTimeout() {
        return (int) Math.min(10_000, deliveryTimeout.toMillis() / 2);
    }
}
