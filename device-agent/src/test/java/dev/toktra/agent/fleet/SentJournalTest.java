package dev.toktra.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.agent.event.CallResult;
import dev.toktra.agent.event.CalledModel;
import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.event.TokenSource;
import dev.toktra.agent.event.Tokens;
import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.sender.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentJournalTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final UUID STREAM = UUID.fromString("0193fd70-0000-7000-8000-000000000003");

    @TempDir
    Path directory;

    @Test
    void aBatchThatIsAcknowledgedAgainAfterAKillCountsOnce() throws IOException {
        open().accepted(STREAM, events(1, 5), List.of());
        SentJournal later = open();
        later.accepted(STREAM, events(1, 5), List.of());
        later.accepted(STREAM, events(4, 8), List.of());
        assertThat(requests(later)).isEqualTo(8);
        assertThat(later.through(STREAM)).isEqualTo(8);
        assertThat(requests(open())).isEqualTo(8);
    }

    @Test
    void aLineThatAKillToreIsCutAndItsBatchCountsWhenItIsAcknowledgedAgain() throws IOException {
        open().accepted(STREAM, events(1, 5), List.of());
        byte[] line = Files.readAllBytes(file());
        for (int torn : new int[] {1, line.length / 2, line.length - 1}) {
            Files.write(file(), line);
            Files.write(file(), java.util.Arrays.copyOf(line, torn), StandardOpenOption.APPEND);
            SentJournal journal = open();
            assertThat(requests(journal)).isEqualTo(5);
            journal.accepted(STREAM, events(6, 7), List.of());
            assertThat(requests(open())).as("torn after %d bytes", torn).isEqualTo(7);
        }
    }

    @Test
    void rejectedAndGivenUpEventsAreNotAddedAndTombstonesAreNamed() throws IOException {
        SentJournal journal = open();
        journal.accepted(STREAM, events(1, 5), List.of(new Rejected(2, "too-old"), new Rejected(5, "too-old")));
        journal.gaveUp(STREAM, 6);
        journal.accepted(STREAM, List.of(new StreamEntry.Tombstone(7, 6, 6, 100)), List.of());
        JournalLine line = journal.streams().get(0);
        assertThat(requests(journal)).isEqualTo(3);
        assertThat(line).isEqualTo(new JournalLine(STREAM, 1, 7, 3, 1, 1, 2, 1, List.of()));
    }

    @Test
    void aDayIsTheOneOfTheZone() throws IOException {
        SentJournal journal = open();
        journal.accepted(STREAM, events(1, 1), List.of());
        assertThat(journal.cells().keySet())
                .containsExactly(new JournalLine.Key(
                        "ada@halden.example",
                        "openai",
                        "gpt-4o",
                        LocalDate.of(2026, 11, 20),
                        LocalDate.of(2026, 11, 21)));
    }

    private SentJournal open() throws IOException {
        return SentJournal.open(file(), BERLIN);
    }

    private Path file() {
        return directory.resolve("sent.jsonl");
    }

    private static long requests(SentJournal journal) {
        return journal.cells().values().stream().reduce(Sums.NONE, Sums::plus).requests();
    }

    private static List<StreamEntry> events(int from, int to) {
        UsageEvent event = new UsageEvent(
                Instant.parse("2026-11-20T23:30:00Z"),
                "ada@halden.example",
                new CalledModel("openai", "gpt-4o", "vscode", "/v1/responses"),
                new CallResult(200, 1, true, 900, 100, 200),
                TokenSource.RESPONSE_USAGE,
                new Tokens(10, 20, 0, 30, 5),
                null);
        return IntStream.rangeClosed(from, to)
                .<StreamEntry>mapToObj(seq -> new StreamEntry.Event(seq, 60, EventJson.write(event)))
                .toList();
    }
}
