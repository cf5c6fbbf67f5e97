package dev.toktra.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.Topics;
import dev.toktra.events.UsageBatch;
import dev.toktra.ingest.fixture.QueueReader;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kafka is there and would take everything, but the service has not seen that its topics are as they must be. */
@QuarkusTest
@WithTestResource(TestStack.class)
@SuppressWarnings("NullAway.Init") // injected
class UnseenTopicsTest {

    @Inject
    QueueTopics topics;

    @Inject
    Scheduler looks;

    private final UUID stream = UUID.randomUUID();
    private final TestDevice device = TestDevice.ofKnownOrganisation(390);

    @AfterEach
    void lookAgain() {
        looks.resume();
    }

    private Answer send(long seq) {
        return device.post(SentJson.stream(stream).from(seq).event().text());
    }

    @Test
    void nothingIsSentBeforeTheTopicsAreSeen() {
        looks.pause();
        topics.wrong("The topics are not there.");

        Answer answer = send(1);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("type")).endsWith("/queue-away");
        looks.resume();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> send(2).status() == 200);
        assertThat(QueueReader.read(Topics.USAGE_BATCHES, key -> key.endsWith("|" + stream)))
                .extracting(record ->
                        EventJson.read(record.value(), UsageBatch.class).firstSeq())
                .containsExactly(2L);
    }
}
