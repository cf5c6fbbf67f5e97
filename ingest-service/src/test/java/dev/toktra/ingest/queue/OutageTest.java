package dev.toktra.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.DeviceState;
import dev.toktra.events.EventJson;
import dev.toktra.events.Topics;
import dev.toktra.events.UsageBatch;
import dev.toktra.ingest.fixture.Directory;
import dev.toktra.ingest.fixture.Door;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.fixture.QueueReader;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One story in steps: Kafka is silent, shut, there, frozen, killed and there again; PostgreSQL comes last. */
@QuarkusTest
@WithTestResource(AwayStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageTest {

    private static final int SENDERS = 40;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final OwnBroker broker = new OwnBroker();
    private final TestDevice device = TestDevice.of(UUID.randomUUID());
    private final UUID stream = UUID.randomUUID();
    private final AtomicLong seq = new AtomicLong();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    @AfterAll
    void end() {
        broker.close();
    }

    private int send() {
        long next = seq.incrementAndGet();
        Answer answer = device.post(SentJson.stream(stream).from(next).event().text());
        if (answer.status() == 200) {
            acknowledged.add(next);
        } else {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Retry-After")).matches("[1-5]");
        }
        return answer.status();
    }

    /** Many requests at once, none of which is answered with yes or late. */
    private void nothingIsAcknowledged() {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            Callable<Duration> one = () -> {
                long from = System.nanoTime();
                assertThat(send()).isEqualTo(503);
                return Duration.ofNanos(System.nanoTime() - from);
            };
            for (Future<Duration> time : senders.invokeAll(Collections.nCopies(SENDERS, one))) {
                assertThat(time.get()).isLessThan(Duration.ofSeconds(3));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            senders.shutdown();
        }
    }

    private void itIsAcknowledgedAgain() {
        Awaitility.await().atMost(SOON).until(() -> send() == 200);
        assertThat(send()).isEqualTo(200);
    }

    private int readiness() {
        URI ready = Ports.management("/q/health/ready");
        return TestDevice.with(TestPki.running().withoutCertificate())
                .get(ready)
                .status();
    }

    @Test
    @Order(1)
    void silentKafkaIsAnswered503() {
        Door.named("kafka").beSilent();

        nothingIsAcknowledged();
        assertThat(readiness()).isEqualTo(503);
    }

    @Test
    @Order(2)
    void absentKafkaIsAnswered503() {
        Door.named("kafka").shut();

        nothingIsAcknowledged();
    }

    @Test
    @Order(3)
    void kafkaIsFoundWhenItComesWhilePostgresIsAway() {
        broker.start();
        Directory.tell(
                broker.bootstrapServers(),
                TestStack.running().topic(Topics.ORGANISATIONS),
                Directory.state(device.orgId(), 390));
        Door.named("kafka").openTo(broker.port());

        itIsAcknowledgedAgain();
        Awaitility.await().atMost(SOON).until(() -> readiness() == 200);
    }

    @Test
    @Order(4)
    void frozenKafkaIsAnswered503AndThenGoesOn() {
        broker.signal("STOP");
        nothingIsAcknowledged();
        broker.signal("CONT");

        itIsAcknowledgedAgain();
    }

    @Test
    @Order(5)
    void killedKafkaIsAnswered503AndFoundAgain() {
        broker.kill();
        nothingIsAcknowledged();
        broker.start();

        itIsAcknowledgedAgain();
    }

    @Test
    @Order(6)
    void whatWasAcknowledgedIsInKafka() {
        Set<Long> held = new HashSet<>();
        QueueReader.read(
                        broker.bootstrapServers(),
                        TestStack.running().topic(Topics.USAGE_BATCHES),
                        key -> key.endsWith("|" + stream))
                .forEach(record -> held.add(
                        EventJson.read(record.value(), UsageBatch.class).firstSeq()));

        assertThat(acknowledged).hasSizeGreaterThan(5);
        assertThat(held).containsAll(acknowledged);
    }

    @Test
    @Order(7)
    void deviceIsRecordedAndPublishedWhenPostgresComes() {
        Door.named("postgres")
                .openTo(URI.create(TestStack.running().postgresUrl()).getPort());

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> QueueReader.read(
                                broker.bootstrapServers(),
                                TestStack.running().topic(Topics.DEVICES),
                                key -> key.equals(device.orgId() + "|" + device.deviceId()))
                        .stream()
                        .map(record -> EventJson.read(record.value(), DeviceState.class))
                        .anyMatch(state -> state.status() == DeviceState.Status.ENROLLED));
    }
}
