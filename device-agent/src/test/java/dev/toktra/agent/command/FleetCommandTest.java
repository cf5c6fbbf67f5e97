package dev.toktra.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.agent.fleet.LedgerReport;
import dev.toktra.agent.fleet.SentLedger;
import dev.toktra.agent.testing.ScriptedIngest;
import dev.toktra.agent.testing.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetCommandTest {

    @TempDir
    Path directory;

    @Test
    void theLastReportHasWhatWasStillUnderWayAtTheStop() throws Exception {
        TestAuthority authority = TestAuthority.in(directory.resolve("ca"));
        Path report = directory.resolve("report.json");
        try (ScriptedIngest ingest = new ScriptedIngest(authority)) {
            FleetCommand command = live(ingest, authority, report);
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> run(command));
            await().atMost(Duration.ofSeconds(30)).until(() -> kept(ingest) > 200);

            assertThat(command.stop()).isTrue();

            running.get(30, TimeUnit.SECONDS);
            SentLedger ledger = LedgerReport.read(report);
            assertThat(ledger.outstanding()).isZero();
            assertThat(ledger.acknowledged()).isEqualTo(kept(ingest));
        }
    }

    private FleetCommand live(ScriptedIngest ingest, TestAuthority authority, Path report) {
        return FleetCommand.read(
                List.of(
                        "--ingest",
                        ingest.uri().toString(),
                        "--device-ca",
                        authority.directory().toString(),
                        "--state",
                        directory.resolve("state").toString(),
                        "--people",
                        "6",
                        "--history",
                        "0d",
                        "--live",
                        "--rate",
                        "300",
                        "--report",
                        report.toString()),
                line -> {});
    }

    private static long kept(ScriptedIngest ingest) {
        return ingest.streams().values().stream().mapToLong(Map::size).sum();
    }

    private static void run(FleetCommand command) {
        try {
            command.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
