package dev.toktra.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.agent.event.StreamEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCutTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(400_000, 100_000);

    @TempDir
    Path directory;

    @Test
    void cutAtEveryByteKeepsEveryWholeFrameAndNothingElse() throws IOException {
        List<Long> ends = new ArrayList<>();
        byte[] whole = writeTwentyEvents(ends);
        for (int cut = 0; cut <= whole.length; cut++) {
            int at = cut;
            Path copy = Files.createDirectories(directory.resolve("cut-" + cut));
            Files.write(copy.resolve("00000000000000000001.seg"), Arrays.copyOf(whole, cut));
            long expected = ends.stream().filter(end -> end <= at).count();
            try (Spool spool = Spool.open(new FileDisk(), copy, SETTINGS)) {
                assertThat(spool.highestSeq()).as("cut at byte %d", cut).isEqualTo(expected);
                assertThat(spool.append(List.of(event("after")))).isEqualTo(expected + 1);
                List<StreamEntry> entries = spool.next(100, 100_000);
                assertThat(entries).hasSize((int) expected + 1);
                assertThat(text(entries.get((int) expected))).isEqualTo("after");
            }
        }
    }

    @Test
    void aFlippedBitAnywhereIsNeverTakenForAnEvent() throws IOException {
        List<Long> ends = new ArrayList<>();
        byte[] whole = writeTwentyEvents(ends);
        for (int flipped = 0; flipped < whole.length; flipped++) {
            int at = flipped;
            byte[] damaged = whole.clone();
            damaged[flipped] ^= (byte) (1 << (flipped % 8));
            Path copy = Files.createDirectories(directory.resolve("flip-" + flipped));
            Files.write(copy.resolve("00000000000000000001.seg"), damaged);
            long expected = ends.stream().filter(end -> end <= at).count();
            try (Spool spool = Spool.open(new FileDisk(), copy, SETTINGS)) {
                assertThat(spool.highestSeq())
                        .as("bit flipped in byte %d", flipped)
                        .isEqualTo(expected);
            }
        }
    }

    private byte[] writeTwentyEvents(List<Long> ends) throws IOException {
        Path original = directory.resolve("original");
        try (Spool spool = Spool.open(new FileDisk(), original, SETTINGS)) {
            for (int i = 1; i <= 20; i++) {
                spool.append(List.of(event("event-" + "x".repeat(i % 5) + i)));
                ends.add(spool.bytes());
            }
        }
        return Files.readAllBytes(original.resolve("00000000000000000001.seg"));
    }

    private static Observation event(String text) {
        return new Observation(3, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(StreamEntry entry) {
        return new String(entry.json(), StandardCharsets.UTF_8);
    }
}
