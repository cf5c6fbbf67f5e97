package dev.toktra.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.agent.event.StreamEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random work with power cuts: whatever was acknowledged is received or named, and the equation of the ledger holds. */
class SpoolCrashTest {

    private static final int SEEDS = Integer.getInteger("toktra.spool.seeds", 20);
    private static final int STEPS = 400;

    @TempDir
    Path directory;

    static LongStream seeds() {
        long first = Long.getLong("toktra.seed", 20_261_122L);
        return LongStream.range(first, first + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}, plenty of room")
    @MethodSource("seeds")
    void nothingAcknowledgedIsLost(long seed) throws IOException {
        Run run = new Run(seed, new SpoolSettings(1 << 20, 2_000));
        run.play();
        assertThat(run.lost()).as("seed %d", seed).isEmpty();
        run.checkTheLedger();
    }

    @ParameterizedTest(name = "seed {0}, overflowing")
    @MethodSource("seeds")
    void whatOverflowGaveUpIsNamed(long seed) throws IOException {
        Run run = new Run(seed, new SpoolSettings(3_000, 700));
        run.play();
        run.checkTheLedger();
    }

    private final class Run {

        private final long seed;
        private final Random random;
        private final SpoolSettings settings;
        private final LosingDisk disk = new LosingDisk();
        private final Map<Long, String> acknowledged = new HashMap<>();
        private final Map<Long, StreamEntry> received = new HashMap<>();
        private final TreeSet<Long> named = new TreeSet<>();
        private Spool spool;
        private int made;
        private int powerCuts;

        Run(long seed, SpoolSettings settings) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.settings = settings;
            this.spool = open();
        }

        void play() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(20) == 0) {
                    disk.failAfter(random.nextInt(12));
                }
                try {
                    step(random.nextInt(100));
                } catch (SpoolBroken | IOException e) {
                    powerCuts++;
                    restart(true);
                }
            }
            restart(true);
            disk.failAfter(Integer.MAX_VALUE);
            for (int batches = 0; spool.waiting() > 0 && batches < 10_000; batches++) {
                send(true);
            }
            assertThat(powerCuts)
                    .as("power cuts within operations, seed %d", seed)
                    .isPositive();
        }

        private void step(int dice) throws IOException {
            if (dice < 55) {
                append();
            } else if (dice < 85) {
                send(random.nextInt(4) > 0);
            } else if (dice < 90) {
                refuse();
            } else {
                restart(random.nextBoolean());
            }
        }

        List<Long> lost() {
            return acknowledged.keySet().stream()
                    .filter(seq -> !received.containsKey(seq) && !named.contains(seq))
                    .toList();
        }

        void checkTheLedger() {
            assertThat(lost())
                    .as("acknowledged, neither received nor named; seed %d", seed)
                    .isEmpty();
            acknowledged.forEach((seq, text) -> {
                if (received.get(seq) instanceof StreamEntry.Event event) {
                    assertThat(new String(event.json(), StandardCharsets.UTF_8))
                            .as("seed %d, number %d", seed, seq)
                            .isEqualTo(text);
                }
            });
            long highest = spool.highestSeq();
            long tombstones = received.values().stream()
                    .filter(StreamEntry.Tombstone.class::isInstance)
                    .count();
            long stored = received.size() - tombstones;
            long neverSeen =
                    named.stream().filter(seq -> !received.containsKey(seq)).count();
            long outstanding = LongStream.rangeClosed(1, highest)
                    .filter(seq -> !received.containsKey(seq) && !named.contains(seq))
                    .count();
            assertThat(stored + neverSeen + tombstones + outstanding)
                    .as("seed %d", seed)
                    .isEqualTo(highest);
            assertThat(outstanding)
                    .as("outstanding after draining, seed %d", seed)
                    .isZero();
        }

        private void append() {
            List<Observation> events = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                String text = "event-" + made++ + "-" + "y".repeat(random.nextInt(120));
                texts.add(text);
                events.add(new Observation(random.nextInt(1_000), text.getBytes(StandardCharsets.UTF_8)));
            }
            // Tombstones may stand between them only before the last: one event each tells the numbers for sure.
            for (int i = 0; i < events.size(); i++) {
                acknowledged.put(spool.append(List.of(events.get(i))), texts.get(i));
            }
        }

        /** The receiver takes a batch; the answer may get lost on the way. */
        private void send(boolean answered) {
            List<StreamEntry> batch = spool.next(1 + random.nextInt(20), 5_000);
            for (int i = 0; i < batch.size(); i++) {
                StreamEntry entry = batch.get(i);
                assertThat(entry.seq()).isEqualTo(batch.get(0).seq() + i);
                receive(entry);
            }
            if (answered && !batch.isEmpty()) {
                spool.settled(batch.get(batch.size() - 1).seq());
            }
        }

        private void receive(StreamEntry entry) {
            StreamEntry before = received.putIfAbsent(entry.seq(), entry);
            if (before != null) {
                assertThat(entry.json())
                        .as("number %d twice, seed %d", entry.seq(), seed)
                        .isEqualTo(before.json());
            }
            if (entry instanceof StreamEntry.Tombstone tombstone) {
                LongStream.rangeClosed(tombstone.fromSeq(), tombstone.toSeq()).forEach(named::add);
            }
        }

        private void refuse() {
            List<StreamEntry> batch = spool.next(1, 5_000);
            if (!batch.isEmpty()
                    && batch.get(0) instanceof StreamEntry.Event
                    && !received.containsKey(batch.get(0).seq())) {
                spool.giveUp(batch.get(0));
            }
        }

        private void restart(boolean powerCut) throws IOException {
            disk.failAfter(Integer.MAX_VALUE);
            if (powerCut && random.nextBoolean()) {
                leaveAppendsUnforced();
            }
            spool.close();
            if (powerCut) {
                disk.cutPower(random);
            }
            if (random.nextInt(5) == 0) {
                disk.failAfter(random.nextInt(8));
                spool = openAtLast();
            } else {
                spool = open();
            }
            assertThat(spool.wentBack()).as("seed %d", seed).isFalse();
        }

        /** An application that never got its acknowledgement: the frame is written, the power goes before the force. */
        private void leaveAppendsUnforced() throws IOException {
            List<Path> segments = disk.list(directory.resolve("s" + seed)).stream()
                    .filter(Segment::isSegment)
                    .toList();
            long next = spool.highestSeq() + 1;
            byte[] text = ("never-acknowledged-" + made++).getBytes(StandardCharsets.UTF_8);
            try (Disk.OpenFile file = disk.open(segments.get(segments.size() - 1))) {
                file.append(Frame.encode(new StreamEntry.Event(next, 5, text)));
            }
        }

        /** The power may go again while the spool recovers. */
        private Spool openAtLast() throws IOException {
            try {
                return open();
            } catch (IOException e) {
                disk.cutPower(random);
                return open();
            }
        }

        private Spool open() throws IOException {
            return Spool.open(disk, directory.resolve("s" + seed), settings);
        }
    }
}
