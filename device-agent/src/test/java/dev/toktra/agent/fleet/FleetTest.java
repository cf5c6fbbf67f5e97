package dev.toktra.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.population.Device;
import dev.toktra.agent.population.Population;
import dev.toktra.agent.population.Timeline;
import dev.toktra.agent.testing.ScriptedIngest;
import dev.toktra.agent.testing.ScriptedIngest.Batch;
import dev.toktra.agent.testing.ScriptedIngest.Reply;
import dev.toktra.agent.testing.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {

    private static final Instant UNTIL = Instant.parse("2026-11-20T23:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private TestAuthority authority;
    private ScriptedIngest ingest;

    @BeforeEach
    void open() {
        authority = TestAuthority.in(directory.resolve("ca"));
        ingest = new ScriptedIngest(authority);
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void theHistoryArrivesWholeAndTheLedgerSaysExactlyWhatArrived() {
        try (Fleet fleet = Fleet.start(settings())) {
            fleet.awaitHistory(SOON);
            SentLedger ledger = fleet.ledger();
            assertThat(ledger.acknowledged()).isBetween(2_500L, 5_000L);
            theLedgerIsWhatArrived(ledger);
        }
        assertThat(said)
                .anyMatch(line -> line.matches("Sending the history: 0 %, 0 of about [34],\\d{3} events\\."))
                .anyMatch(line -> line.startsWith("History is in: "));
    }

    @Test
    void resendsAndFailuresChangeNothing() {
        AtomicInteger count = new AtomicInteger();
        ingest.always(batch -> switch (count.incrementAndGet() % 5) {
            case 0 -> Reply.status(503);
            case 3 -> Reply.keepAndCut();
            default -> Reply.accept(batch);
        });
        try (Fleet fleet = Fleet.start(settings().withResend(0.2))) {
            fleet.awaitHistory(SOON);
            theLedgerIsWhatArrived(fleet.ledger());
            long before = fleet.ledger().acknowledged();
            ingest.always(Reply::accept);
            assertThat(fleet.resendHistory(1)).isEqualTo(before);
            assertThat(fleet.resendHistory(0.3)).isBetween(1L, before - 1);
            assertThat(fleet.ledger().acknowledged()).isEqualTo(before);
            theLedgerIsWhatArrived(fleet.ledger());
        }
    }

    @Test
    void refusedAndRejectedEventsAreNamedAndNotCounted() {
        ingest.always(batch -> {
            boolean poisoned = batch.events().stream().anyMatch(event -> event.contains("lab-guest"));
            return poisoned ? Reply.status(400) : Reply.accept(batch);
        });
        try (Fleet fleet = Fleet.start(settings())) {
            fleet.awaitHistory(SOON);
            SentLedger ledger = fleet.ledger();
            long given =
                    ledger.streams().stream().mapToLong(SentStream::deadLetters).sum();
            assertThat(given).isPositive();
            assertThat(ledger.streams().stream()
                            .mapToLong(SentStream::tombstones)
                            .sum())
                    .isEqualTo(given);
            assertThat(ledger.cells()).noneMatch(cell -> "lab-guest@halden.example".equals(cell.account()));
            assertThat(KeptSums.of(ledger)).isEqualTo(KeptSums.of(ingest));
        }
    }

    @Test
    void aStoppedHistoryGoesOnWithTheSameNumbersAndContent() {
        AtomicInteger count = new AtomicInteger();
        ingest.always(batch -> count.incrementAndGet() > 6 ? Reply.hang() : Reply.accept(batch));
        try (Fleet fleet = Fleet.start(settings())) {
            await().atMost(SOON).until(() -> count.get() > 8);
            assertThat(fleet.historyIsIn()).isFalse();
        }
        List<Batch> firstRun = ingest.batches().subList(0, 6);
        ingest.always(Reply::accept);
        try (Fleet fleet = Fleet.start(settings().withUntil(UNTIL.plusSeconds(1)))) {
            fleet.awaitHistory(SOON);
            theLedgerIsWhatArrived(fleet.ledger());
        }
        assertThat(ingest.batches().stream().filter(batch -> firstRun.stream().anyMatch(batch::isSameAs)))
                .as("nothing that was acknowledged is sent again")
                .hasSize(firstRun.size());
        int batches = ingest.batches().size();
        try (Fleet fleet = Fleet.start(settings())) {
            fleet.awaitHistory(SOON);
            theLedgerIsWhatArrived(fleet.ledger());
        }
        assertThat(ingest.batches()).as("nothing is left to send").hasSize(batches);
    }

    @Test
    void livesThroughRealSpoolsAndGoesOnAfterARestart() {
        FleetSettings live =
                settings().withHistoryDays(0).withUntil(null).withLive(true).withRate(40);
        try (Fleet fleet = Fleet.start(live)) {
            fleet.awaitHistory(SOON);
            await().atMost(SOON).until(() -> fleet.ledger().acknowledged() > 60);
        }
        long first;
        try (Fleet fleet = Fleet.start(live.withResend(0.5))) {
            fleet.awaitHistory(SOON);
            first = fleet.ledger().acknowledged();
            await().atMost(SOON).until(() -> fleet.ledger().acknowledged() > first + 60);
            fleet.quiesce(SOON);
            SentLedger ledger = fleet.ledger();
            assertThat(ledger.outstanding()).isZero();
            theLedgerIsWhatArrived(ledger);
            fleet.resume();
            await().atMost(SOON).until(() -> fleet.ledger().acknowledged() > ledger.acknowledged());
        }
        assertThat(ingest.streams())
                .allSatisfy((stream, kept) -> assertThat(kept.firstKey()).isEqualTo(1));
    }

    @Test
    void aGapIsToldWithTheExtraEventsThatAnUnbrokenLifeWouldHaveHad() {
        Timeline timeline = new Timeline(Population.of(42, 6, LocalDate.of(2026, 11, 20)));
        HistoryPart gap = new HistoryPart(UNTIL.minusSeconds(5_400), UNTIL, 0.5);
        int extra = 0;
        for (Device device : Population.of(42, 6, LocalDate.of(2026, 11, 20)).devices()) {
            List<Instant> told = times(new HistoryEntries(timeline, device.deviceId(), gap, Population.ZONE));
            List<Instant> expected = Stream.concat(
                            timeline.due(gap.from(), gap.until()).stream(),
                            timeline.extra(gap.from(), gap.until(), 0.5).stream())
                    .filter(seen -> seen.deviceId().equals(device.deviceId()))
                    .map(seen -> seen.event().occurredAt())
                    .sorted()
                    .toList();
            assertThat(told).isEqualTo(expected);
            extra += told.size();
        }
        assertThat(extra).isGreaterThan(2_000);
    }

    private static List<Instant> times(HistoryEntries entries) {
        List<Instant> times = new ArrayList<>();
        for (StreamEntry entry = entries.take(); entry != null; entry = entries.take()) {
            times.add(EventJson.read(entry.json()).occurredAt());
        }
        return times;
    }

    @Test
    void providersThatAreAwayStopNothingAndAStoryAtAnotherSpeedHasNone() {
        FleetSettings away = settings().withProviders(URI.create("http://127.0.0.1:1"));
        try (Fleet fleet = Fleet.start(away)) {
            fleet.awaitHistory(SOON);
            await().atMost(SOON).until(() -> said.stream().anyMatch(line -> line.contains("was not told")));
        }
        assertThatThrownBy(() -> away.withSpeed(60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--speed 1");
    }

    @Test
    void aLifeThatCannotGoOnSaysWhyWhateverItIs() {
        FleetSettings live =
                settings().withHistoryDays(0).withUntil(null).withLive(true).withClock(new BrokenForTheLivePlayer());
        try (Fleet fleet = Fleet.start(live)) {
            fleet.awaitHistory(SOON);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(said).contains("The fleet plays no more: the battery is empty"));
        }
    }

    /** The machine's clock, but not for the thread that makes live events. */
    private static final class BrokenForTheLivePlayer extends Clock {

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("fleet-live")) {
                throw new IllegalStateException("the battery is empty");
            }
            return Clocks.system().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void theReportSaysWhatTheLedgerSays() throws Exception {
        Path report = directory.resolve("report.json");
        try (Fleet fleet = Fleet.start(settings())) {
            fleet.awaitHistory(SOON);
            SentLedger ledger = fleet.ledger();
            LedgerReport.write(ledger, report);
            assertThat(LedgerReport.read(report)).isEqualTo(ledger);
        }
        assertThat(Files.readString(report))
                .contains("\"user_id\"", "\"day_org\"", "\"highest_seq\"", "\"fresh_input\"");
    }

    @Test
    void twoFleetsNeverShareAState() {
        try (Fleet fleet = Fleet.start(settings())) {
            assertThatThrownBy(() -> Fleet.start(settings()))
                    .isInstanceOf(FleetRefusal.class)
                    .hasMessageContaining("Another fleet");
            fleet.awaitHistory(SOON);
        }
    }

    @Test
    void refusesAnotherStoryInTheSameStateAndAHistoryOfTheFuture() {
        Fleet.start(settings()).close();
        assertThatThrownBy(() -> Fleet.start(settings().withSeed(7)))
                .isInstanceOf(FleetRefusal.class)
                .hasMessageContaining("belongs to a fleet with seed 42");
        FleetSettings tomorrow = FleetSettings.of(ingest.uri(), authority.directory(), directory.resolve("other"))
                .withUntil(Instant.parse("2100-01-01T00:00:00Z"));
        assertThatThrownBy(() -> Fleet.start(tomorrow))
                .isInstanceOf(FleetRefusal.class)
                .hasMessageContaining("in the future");
    }

    private void theLedgerIsWhatArrived(SentLedger ledger) {
        assertThat(ingest.contradictions()).isEmpty();
        assertThat(KeptSums.of(ledger)).isEqualTo(KeptSums.of(ingest));
        for (SentStream stream : ledger.streams()) {
            List<Long> numbers =
                    List.copyOf(ingest.kept(stream.streamId().toString()).keySet());
            assertThat(numbers)
                    .isEqualTo(LongStream.rangeClosed(1, stream.highestSeq())
                            .boxed()
                            .toList());
        }
    }

    private FleetSettings settings() {
        return FleetSettings.of(ingest.uri(), authority.directory(), directory.resolve("state"))
                .withPeople(6)
                .withUntil(UNTIL)
                .withMaxEvents(5_000)
                .withSay(said::add);
    }
}
