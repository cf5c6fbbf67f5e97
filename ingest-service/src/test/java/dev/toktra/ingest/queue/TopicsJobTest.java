package dev.toktra.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.devstack.kafka.KafkaTopics;
import dev.toktra.devstack.process.FreePorts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicsJobTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TOLERATED = Duration.ofSeconds(10);

    private static QueueTopics topics(String prefix) {
        return new QueueTopics(Clock.fixed(NOW, ZoneOffset.UTC), Optional.of(prefix));
    }

    private static void look(String bootstrapServers, QueueTopics topics) throws InterruptedException {
        TopicsJob job = new TopicsJob(Map.of("bootstrap.servers", bootstrapServers), topics);
        job.look();
        job.close();
    }

    @Test
    void topicsThatExistMakeReady() throws InterruptedException {
        QueueTopics topics = topics(TestStack.running().topicsPrefix());
        assertThat(topics.areReady()).isFalse();

        look(TestStack.running().bootstrapServers(), topics);

        assertThat(topics.areReady()).isTrue();
        assertThat(topics.complaint(TOLERATED)).isEmpty();
    }

    @Test
    void missingTopicIsNamedAndNotMade() throws InterruptedException {
        QueueTopics topics = topics("mistyped-");

        look(TestStack.running().bootstrapServers(), topics);

        assertThat(topics.areReady()).isFalse();
        assertThat(topics.complaint(TOLERATED))
                .hasValueSatisfying(complaint -> assertThat(complaint).startsWith("The topic mistyped-ingest."));
        try (KafkaTopics present = new KafkaTopics(TestStack.running().bootstrapServers())) {
            assertThat(present.names()).noneMatch(name -> name.startsWith("mistyped-"));
        }
    }

    @Test
    void absentKafkaChangesNothingThatWasSeen() throws InterruptedException {
        QueueTopics topics = topics("");
        look("127.0.0.1:" + FreePorts.next(), topics);
        assertThat(topics.areReady()).isFalse();
        assertThat(topics.complaint(TOLERATED)).contains("Kafka does not answer.");

        topics.seen();
        topics.unreachable();
        assertThat(topics.areReady()).isTrue();
    }
}
