package dev.toktra.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.agent.event.StreamEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final SpoolSettings SMALL = new SpoolSettings(4_000, 1_000);

    @TempDir
    Path directory;

    @Test
    void numbersStartAtOneAndFollowEachOtherOverARestart() throws IOException {
        try (Spool spool = open(SMALL)) {
            assertThat(spool.append(events("a", "b"))).isEqualTo(2);
        }
        try (Spool spool = open(SMALL)) {
            assertThat(spool.append(events("c"))).isEqualTo(3);
            assertThat(texts(spool.next(10, 1_000))).containsExactly("a", "b", "c");
        }
    }

    @Test
    void anOfferedBatchKeepsItsBoundsUntilItIsSettledEvenOverARestart() throws IOException {
        try (Spool spool = open(SMALL)) {
            spool.append(events("a", "b"));
            assertThat(seqs(spool.next(10, 1_000))).containsExactly(1L, 2L);
            spool.append(events("c"));
            assertThat(seqs(spool.next(10, 1_000))).containsExactly(1L, 2L);
        }
        try (Spool spool = open(SMALL)) {
            assertThat(seqs(spool.next(10, 1_000))).containsExactly(1L, 2L);
            spool.settled(2);
            assertThat(seqs(spool.next(10, 1_000))).containsExactly(3L);
        }
    }

    @Test
    void aBatchStaysWithinItsBoundsButNeverBelowOneEntry() throws IOException {
        try (Spool spool = open(SMALL)) {
            spool.append(events("aaaa", "bbbb", "cccc"));
            assertThat(seqs(spool.next(2, 1_000))).containsExactly(1L, 2L);
            spool.settled(2);
            assertThat(seqs(spool.next(2, 1))).containsExactly(3L);
        }
    }

    @Test
    void settledSegmentsLeaveTheDiskAndTheirNumbersAreNotUsedAgain() throws IOException {
        try (Spool spool = open(SMALL)) {
            for (int i = 0; i < 200; i++) {
                spool.append(events("event-" + i));
                spool.settled(i + 1L);
            }
            assertThat(spool.bytes()).isLessThanOrEqualTo(1_000);
        }
        try (Spool spool = open(SMALL)) {
            assertThat(spool.append(events("x"))).isEqualTo(201);
        }
    }

    @Test
    void overflowGivesUpTheOldestAndNamesThemWithTheirTokens() throws IOException {
        try (Spool spool = open(SMALL)) {
            for (int i = 1; i <= 300; i++) {
                spool.append(List.of(new Observation(i, new byte[20])));
            }
            assertThat(spool.bytes()).isLessThanOrEqualTo(SMALL.maxBytes());
            List<StreamEntry> left = drain(spool);
            List<Long> named = left.stream()
                    .filter(StreamEntry.Tombstone.class::isInstance)
                    .map(StreamEntry.Tombstone.class::cast)
                    .flatMapToLong(lost -> LongStream.rangeClosed(lost.fromSeq(), lost.toSeq()))
                    .boxed()
                    .toList();
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(1, left.get(0).seq()).boxed().toList());
            assertThat(left.stream().mapToLong(StreamEntry::estimatedTokens).sum())
                    .isEqualTo(LongStream.rangeClosed(1, 300).sum());
        }
    }

    @Test
    void aRefusedEventIsNamedAndTheQueueGoesOn() throws IOException {
        try (Spool spool = open(SMALL)) {
            spool.append(events("good", "bad", "good"));
            List<StreamEntry> batch = spool.next(10, 1_000);
            spool.settled(1);
            spool.giveUp(batch.get(1));
            spool.settled(3);
            assertThat(drain(spool)).containsExactly(new StreamEntry.Tombstone(4, 2, 2, 7));
        }
    }

    @Test
    void aRefusedTombstoneIsPassedOverWithoutAnother() throws IOException {
        try (Spool spool = open(SMALL)) {
            spool.append(events("bad"));
            spool.giveUp(spool.next(1, 100).get(0));
            spool.giveUp(spool.next(1, 100).get(0));
            assertThat(spool.waiting()).isZero();
            assertThat(spool.highestSeq()).isEqualTo(2);
        }
    }

    @Test
    void aDamagedOlderSegmentIsAHoleThatATombstoneNamesOnce() throws IOException {
        try (Spool spool = open(SMALL)) {
            IntStream.range(0, 80).forEach(i -> spool.append(events("event-" + i)));
        }
        Path oldest = segments().get(0);
        byte[] bytes = Files.readAllBytes(oldest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(oldest, bytes);
        open(SMALL).close();
        try (Spool spool = open(SMALL)) {
            List<StreamEntry> all = drain(spool);
            List<StreamEntry.Tombstone> tombstones = all.stream()
                    .filter(StreamEntry.Tombstone.class::isInstance)
                    .map(StreamEntry.Tombstone.class::cast)
                    .toList();
            assertThat(tombstones).hasSize(1);
            List<Long> numbers = new ArrayList<>(seqs(all));
            LongStream.rangeClosed(
                            tombstones.get(0).fromSeq(), tombstones.get(0).toSeq())
                    .forEach(numbers::add);
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 81).boxed().toList());
        }
    }

    @Test
    void aDamagedPositionOnlyMeansSendingAgain() throws IOException {
        try (Spool spool = open(SMALL)) {
            spool.append(events("a", "b"));
            spool.settled(1);
        }
        Files.writeString(directory.resolve("position"), "settled 2 offered 2 deadbeef\n");
        try (Spool spool = open(SMALL)) {
            assertThat(seqs(spool.next(10, 1_000))).containsExactly(1L, 2L);
        }
    }

    @Test
    void anEventThatFitsNoSegmentIsRefusedBeforeItTakesANumber() throws IOException {
        try (Spool spool = open(SMALL)) {
            assertThatThrownBy(() -> spool.append(List.of(new Observation(1, new byte[1_000]))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not fit");
            assertThat(spool.append(events("a"))).isEqualTo(1);
        }
    }

    @Test
    void manyThreadsGetEachNumberOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Spool spool = open(SpoolSettings.DEFAULT)) {
            Callable<List<Long>> work = () -> IntStream.range(0, 100)
                    .mapToObj(i -> spool.append(events("x")))
                    .toList();
            List<Long> numbers = new ArrayList<>();
            for (Future<List<Long>> done : threads.invokeAll(java.util.Collections.nCopies(8, work))) {
                numbers.addAll(done.get());
            }
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 800).boxed().toList());
            assertThat(spool.waiting()).isEqualTo(800);
        } finally {
            threads.shutdown();
        }
    }

    private Spool open(SpoolSettings settings) throws IOException {
        return Spool.open(new FileDisk(), directory, settings);
    }

    private List<Path> segments() throws IOException {
        return new FileDisk()
                .list(directory).stream().filter(Segment::isSegment).toList();
    }

    private static List<StreamEntry> drain(Spool spool) {
        List<StreamEntry> all = new ArrayList<>();
        for (List<StreamEntry> batch = spool.next(7, 500); !batch.isEmpty(); batch = spool.next(7, 500)) {
            all.addAll(batch);
            spool.settled(batch.get(batch.size() - 1).seq());
        }
        return all;
    }

    private static List<Observation> events(String... texts) {
        return java.util.Arrays.stream(texts)
                .map(text -> new Observation(7, text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<Long> seqs(List<StreamEntry> entries) {
        return entries.stream().map(StreamEntry::seq).toList();
    }

    private static List<String> texts(List<StreamEntry> entries) {
        return entries.stream()
                .map(entry -> new String(entry.json(), StandardCharsets.UTF_8))
                .toList();
    }
}
