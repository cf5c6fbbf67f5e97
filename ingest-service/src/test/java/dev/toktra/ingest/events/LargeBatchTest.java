package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.Topics;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.ingest.fixture.QueueReader;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where bodies may be larger than usual, the record is what limits a batch. */
@QuarkusTest
@TestProfile(LargeBatchTest.LargeBodies.class)
@WithTestResource(TestStack.class)
class LargeBatchTest {

    private static final int EVENTS = 12_000;
    private static final int MOST_RECORD_BYTES = 3 << 20;

    private final UUID stream = UUID.randomUUID();
    private final TestDevice device = TestDevice.ofKnownOrganisation(390);

    private Answer send(long from, long to) {
        SentJson body = SentJson.stream(stream).from(from);
        LongStream.rangeClosed(from, to).forEach(seq -> body.event());
        return device.post(TestDevice.gzip(body.text().getBytes(StandardCharsets.UTF_8)), "gzip");
    }

    private List<byte[]> records() {
        return QueueReader.read(Topics.USAGE_BATCHES, key -> key.endsWith("|" + stream)).stream()
                .map(record -> record.value())
                .toList();
    }

    @Test
    void batchOfTooLargeARecordIsRefusedWholeAndItsHalvesAreTaken() {
        Answer whole = send(1, EVENTS);

        assertThat(whole.status()).isEqualTo(413);
        assertThat(whole.text("type")).endsWith("/batch-too-large");
        assertThat(whole.text("detail")).contains("send it in halves");
        assertThat(records()).isEmpty();

        assertThat(send(1, EVENTS / 2).status()).isEqualTo(200);
        assertThat(send(EVENTS / 2 + 1, EVENTS).status()).isEqualTo(200);
        assertThat(records()).hasSize(2).allMatch(value -> value.length <= MOST_RECORD_BYTES);
        assertThat(records().stream()
                        .flatMap(value -> EventJson.read(value, UsageBatch.class).events().stream())
                        .map(UsageEvent::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    /** Bodies of so many events that the record is too large, which it never is by default. */
    public static class LargeBodies implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("toktra.events.most-bytes", "16M", "toktra.events.most-events", "20000");
        }
    }
}
