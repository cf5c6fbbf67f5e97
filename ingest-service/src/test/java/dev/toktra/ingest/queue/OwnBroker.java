package dev.toktra.ingest.queue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.devstack.kafka.KafkaBroker;
import dev.toktra.devstack.kafka.KafkaTopics;
import dev.toktra.devstack.kafka.TopicDefinition;
import dev.toktra.devstack.process.ChildProcess;
import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A broker that a test may stop and kill. */
final class OwnBroker implements AutoCloseable {

    private final Repository repository = Repository.find();
    private final int port = FreePorts.next();
    private final Path directory;
    private @Nullable ChildProcess process;

    OwnBroker() {
        try {
            directory = Files.createTempDirectory("toktra-own-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts it, or starts it again, with the topics of the tests. */
    void start() {
        process = KafkaBroker.start(repository, directory.resolve("kafka"), port, directory.resolve("log"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> FreePorts.answers(port) && KafkaTopics.isServedBy(bootstrapServers()));
        try (KafkaTopics topics = new KafkaTopics(bootstrapServers())) {
            topics.ensure(TestStack.running().topicsPrefix(), TopicDefinition.read(repository.topics()));
        }
    }

    void signal(String name) {
        running().signal(name);
    }

    void kill() {
        running().kill();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }
}
