package dev.toktra.ingest.queue;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks every second, once all is well every five, whether Kafka is there and its topics are as they must be. */
@ApplicationScoped
class TopicsJob {

    private static final Logger LOG = Logger.getLogger(TopicsJob.class);
    private static final String AUTO_CREATE = "auto.create.topics.enable";
    private static final long PATIENCE_MILLIS = 3000;

    /** Once the topics have been seen, every so many looks is enough. */
    private static final int EASE = 5;

    private final Map<String, Object> kafka;
    private final QueueTopics topics;
    private @Nullable Admin admin;
    private int looks;
    private String lastLogged = "nothing";

    TopicsJob(@Identifier("default-kafka-broker") Map<String, Object> kafka, QueueTopics topics) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put("default.api.timeout.ms", "2500");
        this.kafka.put("request.timeout.ms", "2000");
        this.kafka.put("reconnect.backoff.max.ms", "1000");
        this.kafka.put("client.id", "ingest-topics");
        this.topics = topics;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws InterruptedException {
        if (looks++ % EASE != 0 && topics.areReady()) {
            return;
        }
        try {
            if (admin == null) {
                admin = Admin.create(kafka);
            }
            describe(admin);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            topics.unreachable();
            warn("Kafka does not answer (" + e.getClass().getSimpleName()
                    + "): senders are told to come again. Check kafka.bootstrap.servers and the brokers.");
        }
    }

    private void describe(Admin client) throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers =
                client.describeTopics(topics.needed()).topicNameValues();
        for (String name : topics.needed()) {
            if (!exists(Objects.requireNonNull(answers.get(name)))) {
                wrong("The topic " + name + " does not exist; create it as deploy/topics.yaml says.");
                return;
            }
        }
        if (createsTopics(client)) {
            wrong("The broker has " + AUTO_CREATE + "=true, which loses producers; set it to false.");
            return;
        }
        topics.seen();
        if (isNew("")) {
            LOG.info("Kafka is there and holds all topics.");
        }
    }

    private static boolean exists(KafkaFuture<TopicDescription> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return !answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .partitions()
                    .isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** Whether the broker would make a topic out of a mistyped name; unknown where this client may not ask. */
    private static boolean createsTopics(Admin client)
            throws ExecutionException, TimeoutException, InterruptedException {
        Collection<ConfigResource> brokers =
                client.describeCluster().nodes().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).stream()
                        .limit(1)
                        .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                        .toList();
        try {
            return client.describeConfigs(brokers).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).values().stream()
                    .map(config -> config.get(AUTO_CREATE))
                    .anyMatch(entry -> entry != null && "true".equals(entry.value()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClusterAuthorizationException) {
                return false;
            }
            throw e;
        }
    }

    private void wrong(String sentence) {
        topics.wrong(sentence);
        warn(sentence);
    }

    private void warn(String sentence) {
        if (isNew(sentence)) {
            LOG.warn(sentence);
        }
    }

    /** Only what has changed is said. */
    private boolean isNew(String sentence) {
        boolean changed = !sentence.equals(lastLogged);
        lastLogged = sentence;
        return changed;
    }

    @PreDestroy
    void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
