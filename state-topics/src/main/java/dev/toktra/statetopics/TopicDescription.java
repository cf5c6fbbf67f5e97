package dev.toktra.statetopics;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A topic as Kafka describes it.
 *
 * @param name on the wire
 * @param id another one where a topic of this name was deleted and made again
 */
public record TopicDescription(String name, UUID id, int partitions) {

    private static final int TIMEOUT_MS = 5_000;

    /**
     * Asks Kafka; blocks its caller.
     *
     * @throws KafkaException where Kafka does not answer or there is no such topic
     */
    public static TopicDescription of(KafkaSettings kafka, String name) {
        Map<String, Object> settings = kafka.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS / 2));
        try (Admin admin = Admin.create(settings)) {
            var described = admin.describeTopics(List.of(name)).allTopicNames().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            var topic = described.get(name);
            if (topic == null) {
                throw new KafkaException("no topic " + name);
            }
            Uuid id = topic.topicId();
            return new TopicDescription(
                    name,
                    new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                    topic.partitions().size());
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot describe the topic " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    public List<TopicPartition> topicPartitions() {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
    }
}
