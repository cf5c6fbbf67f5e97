package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.EventJson;
import dev.toktra.events.LostRange;
import dev.toktra.events.Rejection;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.Topics;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.ingest.fixture.Directory;
import dev.toktra.ingest.fixture.QueueReader;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@WithTestResource(TestStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

    private final UUID stream = UUID.randomUUID();
    private final TestDevice device = TestDevice.ofKnownOrganisation(390);

    private static List<ConsumerRecord<String, byte[]>> records(UUID stream) {
        return QueueReader.read(Topics.USAGE_BATCHES, key -> key.endsWith("|" + stream));
    }

    private static UsageBatch batch(UUID stream) {
        return EventJson.read(records(stream).get(0).value(), UsageBatch.class);
    }

    @Test
    void acknowledgedBatchIsOneRecordOfWhatWasSent() {
        UUID own = UUID.randomUUID();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Answer answer = device.post(SentJson.stream(own)
                .from(4711)
                .event()
                .event(bad -> bad.put("status", 7))
                .element("{\"lost\":{\"from_seq\":10,\"to_seq\":90,\"estimated_tokens\":12345}}")
                .text());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("accepted_through").asLong()).isEqualTo(4713);
        assertThat(answer.body().path("rejected")).hasSize(1);
        assertThat(answer.body().path("rejected").get(0).toString())
                .isEqualTo("{\"seq\":4712,\"code\":\"bad-value\",\"detail\":\"status must be 100 to 599\"}");
        assertThat(Instant.parse(answer.text("server_time"))).isBetween(before, Instant.now());

        assertThat(records(own)).hasSize(1);
        ConsumerRecord<String, byte[]> record = records(own).get(0);
        assertThat(record.key()).isEqualTo(device.deviceId() + "|" + own);
        assertThat(Instant.ofEpochMilli(record.timestamp()))
                .isEqualTo(Instant.parse(answer.text("server_time")).truncatedTo(ChronoUnit.MILLIS));
        UsageBatch batch = batch(own);
        assertThat(batch.orgId()).isEqualTo(device.orgId());
        assertThat(batch.client()).isEqualTo("toktra-agent/1.0");
        assertThat(batch.events()).extracting(UsageEvent::seq).containsExactly(4711L);
        assertThat(batch.events().get(0).tokens()).isEqualTo(new TokenCounts(812, 4096, 0, 341, 41));
        assertThat(batch.lost()).containsExactly(new LostRange(4713, 10, 90, 12345));
        assertThat(batch.rejected()).containsExactly(new Rejection(4712, "bad-value"));
    }

    @Test
    void heartbeatIsARecordToo() {
        Answer answer = device.post(SentJson.stream(stream).from(8).text());

        assertThat(answer.body().path("accepted_through").asLong()).isEqualTo(7);
        assertThat(batch(stream).size()).isZero();
    }

    @Test
    void batchOfOnlyRefusedEventsIsARecordToo() {
        UUID own = UUID.randomUUID();
        Answer answer = device.post(SentJson.stream(own).element("7").text());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(batch(own).rejected()).containsExactly(new Rejection(1, "bad-type"));
    }

    @Test
    void resendHasTheSameHashAndAnotherContentAnother() {
        UUID own = UUID.randomUUID();
        Instant sent = Instant.now().minusSeconds(30);
        String body = SentJson.stream(own).at(sent).event().text();
        device.post(body);
        String later = body.replace(sent.toString(), Instant.now().toString());
        device.post(TestDevice.gzip(later.getBytes(StandardCharsets.UTF_8)), "gzip");
        device.post(body.replace("gpt-4o", "gpt-5"));

        List<String> hashes = records(own).stream()
                .map(record -> EventJson.read(record.value(), UsageBatch.class).contentHash())
                .toList();
        assertThat(hashes).hasSize(3);
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
        assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0));
    }

    @Test
    void organisationAndDeviceAreTheCertificatesWordOnly() {
        UUID own = UUID.randomUUID();
        UUID stranger = UUID.randomUUID();
        String lie = SentJson.stream(own)
                .event(event -> event.put("org_id", stranger.toString()).put("device_id", stranger.toString()))
                .text()
                .replaceFirst(
                        "\\{", "{\"org_id\":\"" + stranger + "\",\"device_id\":\"" + stranger + "\",\"orgId\":\"x\",");

        assertThat(device.post(lie).status()).isEqualTo(200);
        assertThat(batch(own).orgId()).isEqualTo(device.orgId());
        assertThat(batch(own).deviceId()).isEqualTo(device.deviceId());
        assertThat(new String(records(own).get(0).value(), StandardCharsets.UTF_8))
                .doesNotContain(stranger.toString());
    }

    @Test
    void twoDevicesMayUseTheSameStreamId() {
        UUID shared = UUID.randomUUID();
        TestDevice other = TestDevice.of(device.orgId());
        device.post(SentJson.stream(shared).event().text());
        other.post(SentJson.stream(shared).event().text());

        assertThat(records(shared))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder(device.deviceId() + "|" + shared, other.deviceId() + "|" + shared);
    }

    @Test
    void unknownOrganisationIsToldToComeAgain() {
        Answer answer = TestDevice.of(UUID.randomUUID())
                .post(SentJson.stream(UUID.randomUUID()).event().text());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("type")).endsWith("/organisation-not-yet-known");
        assertThat(answer.text("error")).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).matches("[1-5]");
    }

    @Test
    void retentionOfTheOrganisationLimitsTheAge() {
        TestDevice strict = TestDevice.of(Directory.organisation(30));
        UUID own = UUID.randomUUID();
        Instant old = Instant.now().minus(Duration.ofDays(29));
        SentJson body = SentJson.stream(own)
                .event(event -> event.put("occurred_at", old.toString()))
                .event();
        Awaitility.await().until(() -> strict.post(body.text()).status() == 200);

        assertThat(batch(own).rejected()).containsExactly(new Rejection(1, "too-old"));
    }

    @Test
    void fullBatchesPass() {
        SentJson body = SentJson.stream(UUID.randomUUID());
        IntStream.range(0, 500).forEach(i -> body.event(event -> event.put("call_id", "req_" + i)));
        byte[] plain = body.text().getBytes(StandardCharsets.UTF_8);

        assertThat(device.post(plain, "").status()).isEqualTo(200);
        assertThat(device.post(TestDevice.gzip(plain), "gzip").status()).isEqualTo(200);
    }
}
