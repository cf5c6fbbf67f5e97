package dev.toktra.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.agent.command.AgentMain;
import dev.toktra.agent.testing.ScriptedIngest;
import dev.toktra.agent.testing.ScriptedIngest.Reply;
import dev.toktra.agent.testing.TestAuthority;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of the whole program at random moments; what ingest kept and what the sender's ledger says must be equal. */
class FleetKillTest {

    private static final int KILLS = Integer.getInteger("toktra.agent.kills", 4);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void killedAtAnyMomentNothingIsLostNothingCountsTwiceAndNoNumberIsUsedTwice() throws Exception {
        long seed = Long.getLong("toktra.seed", 20_261_122L);
        Random random = new Random(seed);
        TestAuthority authority = TestAuthority.in(directory.resolve("ca"));
        try (ScriptedIngest ingest = new ScriptedIngest(authority)) {
            ingest.always(batch -> switch (random.nextInt(12)) {
                case 0 -> Reply.status(503);
                case 1 -> Reply.keepAndCut();
                default -> Reply.accept(batch);
            });
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(250L + random.nextInt(2_000), ingest, authority);
            }
            ingest.always(Reply::accept);
            SentLedger ledger = finish(ingest, authority);
            assertThat(ingest.contradictions()).as("seed %d", seed).isEmpty();
            assertThat(KeptSums.of(ledger)).as("seed %d", seed).isEqualTo(KeptSums.of(ingest));
            assertThat(ledger.streams())
                    .allSatisfy(stream -> assertThat(List.copyOf(
                                    ingest.kept(stream.streamId().toString()).keySet()))
                            .isEqualTo(LongStream.rangeClosed(1, stream.highestSeq())
                                    .boxed()
                                    .toList()));
        }
    }

    private void killAfter(long millis, ScriptedIngest ingest, TestAuthority authority) throws Exception {
        int before = ingest.batches().size();
        Process fleet = start(ingest, authority);
        try {
            await().atMost(SOON).until(() -> ingest.batches().size() > before || !fleet.isAlive());
            fleet.waitFor(millis, TimeUnit.MILLISECONDS);
            assertThat(fleet.isAlive())
                    .as("the fleet was at work when it was killed")
                    .isTrue();
        } finally {
            fleet.destroyForcibly().waitFor();
        }
    }

    private Process start(ScriptedIngest ingest, TestAuthority authority) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        runtimeClassPath(),
                        AgentMain.class.getName(),
                        "fleet",
                        "--ingest",
                        ingest.uri().toString(),
                        "--device-ca",
                        authority.directory().toString(),
                        "--state",
                        directory.resolve("state").toString(),
                        "--people",
                        "8",
                        "--until",
                        "2026-11-20T23:00:00Z",
                        "--live",
                        "--rate",
                        "100",
                        "--max-events",
                        "8000")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("fleet.log").toFile())
                .start();
    }

    /** What the packaged program has: without the tests and their libraries. */
    private static String runtimeClassPath() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(whole.split(File.pathSeparator))
                .filter(entry -> !entry.matches(
                        ".*(test-classes|slf4j|archunit|junit|opentest4j|assertj|awaitility|house-rules).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private SentLedger finish(ScriptedIngest ingest, TestAuthority authority) {
        FleetSettings settings = FleetSettings.of(ingest.uri(), authority.directory(), directory.resolve("state"))
                .withPeople(8)
                .withUntil(Instant.parse("2026-11-20T23:00:00Z"))
                .withMaxEvents(8_000)
                .withLive(true);
        try (Fleet fleet = Fleet.start(settings)) {
            fleet.awaitHistory(SOON);
            fleet.quiesce(SOON);
            return fleet.ledger();
        }
    }
}
