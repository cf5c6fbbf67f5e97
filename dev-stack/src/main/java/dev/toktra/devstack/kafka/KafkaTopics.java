package dev.toktra.devstack.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** The topics of one broker. */
public final class KafkaTopics implements AutoCloseable {

    private static final Optional<Short> REPLICAS_AS_THE_BROKER_WANTS = Optional.empty();

    private final String bootstrapServers;
    private final Admin admin;

    public KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 10_000, "default.api.timeout.ms", 30_000));
    }

    /** Creates what is missing and gives what is there the defined settings. */
    public void ensure(String prefix, List<TopicDefinition> definitions) {
        Set<String> present = names();
        List<NewTopic> missing = definitions.stream()
                .filter(topic -> !present.contains(prefix + topic.name()))
                .map(topic -> new NewTopic(
                                prefix + topic.name(), Optional.of(topic.partitions()), REPLICAS_AS_THE_BROKER_WANTS)
                        .configs(topic.config()))
                .toList();
        done(admin.createTopics(missing).all());
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (TopicDefinition topic : definitions) {
            if (present.contains(prefix + topic.name())) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, prefix + topic.name()),
                        topic.config().entrySet().stream()
                                .map(entry -> new AlterConfigOp(
                                        new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                                .toList());
            }
        }
        done(admin.incrementalAlterConfigs(changes).all());
    }

    /** Deletes every topic whose name starts so. */
    public void deleteAll(String prefix) {
        List<String> old =
                names().stream().filter(name -> name.startsWith(prefix)).toList();
        done(admin.deleteTopics(old).all());
    }

    /** Whether a broker there serves clients: a restarted one answers before the cluster lets it. */
    public static boolean isServedBy(String bootstrapServers) {
        try (KafkaTopics cluster = new KafkaTopics(bootstrapServers)) {
            return !cluster.done(cluster.admin.describeCluster().nodes()).isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    public Set<String> names() {
        return done(admin.listTopics().names());
    }

    @Override
    public void close() {
        admin.close();
    }

    private <T> T done(KafkaFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka at " + bootstrapServers + " does not answer within a minute", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka at " + bootstrapServers + " does not do as told: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
