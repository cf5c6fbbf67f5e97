package dev.toktra.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.agent.event.StreamEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceStreamsTest {

    private static final Host HOST = new Host("boot-1", "machine-1");

    @TempDir
    Path directory;

    @Test
    void aRestartOnTheSameMachineGoesOnWithTheSameStream() throws IOException {
        UUID first = appendOne("a");
        assertThat(appendOne("b")).isEqualTo(first);
        try (DeviceStreams streams = open(HOST)) {
            assertThat(streams.current().spool().highestSeq()).isEqualTo(2);
            assertThat(streams.older()).isEmpty();
        }
        assertThat(first.version()).isEqualTo(7);
    }

    static Stream<Host> otherHosts() {
        return Stream.of(new Host("boot-2", "machine-1"), new Host("boot-1", "machine-2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherHosts")
    void anotherBootOrMachineBeginsANewStreamAndTheOldOneIsStillSent(Host other) throws IOException {
        UUID first = appendOne("a");
        try (DeviceStreams streams = open(other)) {
            assertThat(streams.current().streamId()).isNotEqualTo(first);
            assertThat(streams.current().spool().highestSeq()).isZero();
            assertThat(streams.older())
                    .extracting(DeviceStreams.Stream::streamId)
                    .containsExactly(first);
            List<StreamEntry> waiting = streams.older().get(0).spool().next(10, 1_000);
            assertThat(waiting).extracting(StreamEntry::seq).containsExactly(1L);
        }
    }

    @Test
    void aReplacedSpoolDirectoryBeginsANewStream() throws IOException {
        UUID first = appendOne("a");
        Files.writeString(directory.resolve("spool").resolve("generation"), "restored from elsewhere");
        try (DeviceStreams streams = open(HOST)) {
            assertThat(streams.current().streamId()).isNotEqualTo(first);
        }
    }

    @Test
    void segmentsThatWentBackInTimeBeginANewStreamInsteadOfUsingNumbersTwice() throws IOException {
        UUID first;
        try (DeviceStreams streams = open(HOST)) {
            first = streams.current().streamId();
            streams.current().spool().append(List.of(event("a"), event("b")));
            assertThat(streams.current().spool().next(10, 1_000)).hasSize(2);
        }
        Path segment = directory.resolve("spool").resolve(first.toString()).resolve("00000000000000000001.seg");
        Files.write(segment, new byte[0]);
        try (DeviceStreams streams = open(HOST)) {
            assertThat(streams.current().streamId()).isNotEqualTo(first);
            assertThat(streams.current().spool().append(List.of(event("c")))).isEqualTo(1);
        }
    }

    private UUID appendOne(String text) throws IOException {
        try (DeviceStreams streams = open(HOST)) {
            streams.current().spool().append(List.of(event(text)));
            return streams.current().streamId();
        }
    }

    private DeviceStreams open(Host host) throws IOException {
        return DeviceStreams.open(SpoolPlace.of(directory), host);
    }

    private static Observation event(String text) {
        return new Observation(1, text.getBytes(StandardCharsets.UTF_8));
    }
}
