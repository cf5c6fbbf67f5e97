package dev.toktra.agent.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.toktra.agent.fleet.FleetCertificates;
import dev.toktra.agent.spool.FileDisk;
import dev.toktra.agent.spool.Observation;
import dev.toktra.agent.spool.Spool;
import dev.toktra.agent.spool.SpoolSettings;
import dev.toktra.agent.testing.ScriptedIngest;
import dev.toktra.agent.testing.ScriptedIngest.Batch;
import dev.toktra.agent.testing.ScriptedIngest.Reply;
import dev.toktra.agent.testing.TestAuthority;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamSenderTest {

    private static final UUID ORG = UUID.fromString("0193fd70-0000-7000-8000-000000000001");
    private static final UUID DEVICE = UUID.fromString("0193fd70-0000-7000-8000-000000000002");
    private static final UUID STREAM = UUID.fromString("0193fd70-0000-7000-8000-000000000003");
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(5), Duration.ofMillis(40));
    private static final SenderSettings SETTINGS =
            new SenderSettings(BatchLimit.LIVE, Duration.ofMillis(100), Duration.ofMillis(300), QUICK, 0);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private ScriptedIngest ingest;
    private Spool spool;
    private IngestClient client;

    @BeforeEach
    void openEverything() throws IOException {
        TestAuthority authority = TestAuthority.in(directory.resolve("ca"));
        ingest = new ScriptedIngest(authority);
        spool = Spool.open(new FileDisk(), directory.resolve("spool"), SpoolSettings.DEFAULT);
        DeviceCredential credential = FleetCertificates.signedBy(
                        authority.directory(), directory.resolve("certificates"), Clock.systemUTC())
                .of(ORG, DEVICE);
        client = new IngestClient(
                vertx, new IngestAddress(ingest.uri(), authority.trust(), Duration.ofMillis(500)), credential);
    }

    @AfterEach
    void closeEverything() throws IOException {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        ingest.close();
        spool.close();
    }

    @Test
    void sendsBatchesOfFiftyOneAtATimeOnOneConnectionUnderTheDevicesName() {
        append(120);
        drain(SETTINGS);
        assertThat(ingest.batches()).extracting(batch -> batch.events().size()).containsExactly(50, 50, 20);
        assertThat(ingest.batches())
                .extracting(Batch::connection)
                .containsOnly(ingest.batches().get(0).connection());
        assertThat(ingest.batches())
                .extracting(Batch::device)
                .containsOnly("spiffe://toktra.local/org/" + ORG + "/device/" + DEVICE);
        assertThat(spool.waiting()).isZero();
    }

    @Test
    void aFailedBatchIsSentAgainWithTheSameBoundsAndBytes() {
        append(70);
        ingest.then(batch -> Reply.status(503))
                .then(batch -> Reply.keepAndCut())
                .then(batch -> Reply.hang())
                .then(batch -> Reply.acceptThrough(batch.lastSeq() + 1, ""))
                .then(batch -> new Reply(true, 200, "", "not json"));
        drain(SETTINGS);
        List<Batch> batches = ingest.batches();
        assertThat(batches).hasSize(7);
        assertThat(batches.subList(0, 6)).allSatisfy(batch -> {
            assertThat(batch.firstSeq()).isEqualTo(1);
            assertThat(batch.events()).isEqualTo(batches.get(0).events());
        });
        assertThat(batches.get(6).firstSeq()).isEqualTo(51);
        everythingIsKeptOnce(70);
    }

    @Test
    void honoursRetryAfter() {
        append(1);
        ingest.then(batch -> Reply.status(503).after("1"));
        drain(SETTINGS);
        List<Batch> batches = ingest.batches();
        long waited = TimeUnit.NANOSECONDS.toMillis(
                batches.get(1).at() - batches.get(0).at());
        assertThat(waited).isGreaterThanOrEqualTo(990);
    }

    @Test
    void aTooLargeBatchIsHalvedUntilItFits() {
        append(50);
        ingest.always(batch -> batch.events().size() > 10 ? Reply.status(413) : Reply.accept(batch));
        drain(SETTINGS);
        everythingIsKeptOnce(50);
        assertThat(ingest.batches().get(ingest.batches().size() - 1).events()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void aSingleRefusedEventIsPutAsideNamedAndNothingElseIsHeldUp() throws IOException {
        append(50);
        ingest.always(batch -> batch.events().stream().anyMatch(event -> event.contains("event-23"))
                ? Reply.status(400)
                : Reply.accept(batch));
        drain(SETTINGS);
        assertThat(ingest.kept(STREAM.toString()).keySet())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 51)
                        .filter(seq -> seq != 23)
                        .boxed()
                        .toList());
        assertThat(ingest.kept(STREAM.toString()).get(51L))
                .isEqualTo("{\"lost\":{\"from_seq\":23,\"to_seq\":23,\"estimated_tokens\":9}}");
        assertThat(Files.readString(directory.resolve("dead-letters.jsonl")))
                .contains("\"seq\":23", "\"status\":400", "event-23");
    }

    @Test
    void aRevokedDeviceStopsAndKeepsItsEvents() {
        append(3);
        ingest.always(
                batch -> new Reply(false, 403, "", "{\"type\":\"https://docs.toktra.dev/problems/device-revoked\"}"));
        assertThatThrownBy(() -> drain(SETTINGS)).hasRootCauseInstanceOf(SenderStopped.class);
        assertThat(spool.waiting()).isEqualTo(3);
    }

    @Test
    void aLockedDeviceKeepsItsEventsAndDrainsWhenUnlocked() {
        append(3);
        ingest.then(
                batch -> new Reply(false, 403, "", "{\"type\":\"https://docs.toktra.dev/problems/device-locked\"}"));
        drain(SETTINGS);
        everythingIsKeptOnce(3);
    }

    @Test
    void liveEventsLingerForTheirNeighboursAndHeartbeatsSpeakInSilence() {
        StreamSender sender = sender(SETTINGS);
        sender.start();
        append(1);
        sender.wake();
        append(2);
        sender.wake();
        await().atMost(Duration.ofSeconds(5)).until(() -> spool.waiting() == 0);
        assertThat(ingest.batches().stream().filter(batch -> !batch.events().isEmpty()))
                .hasSize(1);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> ingest.batches().stream()
                        .anyMatch(batch -> batch.events().isEmpty() && batch.firstSeq() == 4));
        sender.stop().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aFullBatchDoesNotLinger() {
        StreamSender sender = sender(
                new SenderSettings(new BatchLimit(5, 1_000), Duration.ofSeconds(30), Duration.ofSeconds(60), QUICK, 0));
        sender.start();
        append(5);
        sender.wake();
        await().atMost(Duration.ofSeconds(5)).until(() -> spool.waiting() == 0);
        sender.stop().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void resendsOnPurposeAreTheSameBatchesAgain() {
        append(200);
        drain(SETTINGS.withResendShare(1));
        assertThat(ingest.batches()).hasSize(8);
        everythingIsKeptOnce(200);
    }

    @Test
    void stoppingWhileIngestIsAwayEndsAtOnceAndLosesNothing() {
        append(10);
        ingest.always(batch -> Reply.status(503).after("3600"));
        StreamSender sender = sender(SETTINGS);
        sender.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> !ingest.batches().isEmpty());
        sender.stop()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
        assertThat(spool.waiting()).isEqualTo(10);
    }

    private void everythingIsKeptOnce(int count) {
        assertThat(ingest.kept(STREAM.toString()).keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(ingest.contradictions()).isEmpty();
        assertThat(spool.waiting()).isZero();
    }

    private void append(int count) {
        long before = spool.highestSeq();
        spool.append(IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Observation(
                        9, ("{\"text\":\"event-" + (before + i) + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private void drain(SenderSettings settings) {
        sender(settings)
                .drain()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private StreamSender sender(SenderSettings settings) {
        DeadLetters deadLetters = new DeadLetters(directory.resolve("dead-letters.jsonl"), Clock.systemUTC());
        return new StreamSender(
                new SpoolQueue(STREAM, spool, deadLetters),
                new SenderLink(vertx, client, Clock.systemUTC(), new Random(7)),
                settings,
                DeliveryWatch.SILENT);
    }
}
