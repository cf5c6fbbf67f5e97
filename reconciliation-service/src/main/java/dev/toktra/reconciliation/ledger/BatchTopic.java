package dev.toktra.reconciliation.ledger;

import dev.toktra.statetopics.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** The topic of batches: how it is read and which one it is. Only one thread uses it. */
final class BatchTopic implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final KafkaSettings kafka;
    private final String name;
    private final String group;
    private @Nullable Admin admin;

    /**
     * @param name the topic on the wire
     * @param group who shares its partitions
     */
    BatchTopic(KafkaSettings kafka, String name, String group) {
        this.kafka = kafka;
        this.name = name;
        this.group = group;
    }

    String name() {
        return name;
    }

    /**
     * A new member of the group. Its offsets in Kafka are for lag tools only: it never commits by itself and never
     * decides where to begin.
     */
    Consumer<String, Decoded> consumer() {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, // with how many partitions is not ours to say
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                200,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                16 << 20,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50));
        return new KafkaConsumer<>(settings, new StringDeserializer(), Decoded::of);
    }

    /**
     * The topic's id now; a topic that was deleted and made again has another one.
     *
     * @throws UnknownTopicOrPartitionException where there is no such topic
     */
    UUID id() {
        try {
            Uuid id = admin().describeTopics(List.of(name))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .topicId();
            return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    private Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(kafka.with(Map.of()));
            admin = open;
        }
        return open;
    }

    /** Whether asking Kafka again may help. */
    static boolean isTransient(Exception failure) {
        return failure instanceof RetriableException;
    }

    /** Whether there is no topic of the name. */
    static boolean isMissing(Exception failure) {
        return failure instanceof UnknownTopicOrPartitionException;
    }

    @Override
    public void close() {
        Admin open = admin;
        admin = null;
        if (open != null) {
            open.close(Duration.ofSeconds(PATIENCE_SECONDS));
        }
    }
}
