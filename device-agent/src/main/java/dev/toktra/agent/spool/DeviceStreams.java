package dev.toktra.agent.spool;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A device's streams: the one that is written and older ones that still wait to be sent. A new stream begins whenever
 * boot id, machine id or the spool's generation differ from the stored ones, or the disk lost numbers that were given
 * out: no number is ever used twice, not by a copied and not by a rolled-back machine.
 */
public final class DeviceStreams implements Closeable {

    private final List<Stream> older;
    private final Stream current;

    private DeviceStreams(Stream current, List<Stream> older) {
        this.current = current;
        this.older = List.copyOf(older);
    }

    /** A stream and its spool. */
    public record Stream(UUID streamId, Spool spool) {}

    public static DeviceStreams open(SpoolPlace place, Host host) throws IOException {
        Path identityFile = place.directory().resolve("identity");
        Path spools = place.directory().resolve("spool");
        place.disk().list(place.directory());
        place.disk().list(spools);
        Optional<StreamIdentity> stored = StreamIdentity.read(identityFile)
                .filter(identity -> identity.host().equals(host))
                .filter(identity -> identity.generation().equals(generation(spools)));
        Stream current = null;
        if (stored.isPresent()
                && Files.isDirectory(spools.resolve(stored.get().streamId().toString()))) {
            current = openStream(place, stored.get().streamId());
        }
        if (current == null || current.spool().wentBack()) {
            if (current != null) {
                current.spool().close();
            }
            current = begin(place, host);
        }
        return new DeviceStreams(current, olderThan(place, current));
    }

    /** The stream that takes new events. */
    public Stream current() {
        return current;
    }

    /** Streams that take no new events and still hold some that wait to be sent. */
    public List<Stream> older() {
        return older;
    }

    @Override
    public void close() throws IOException {
        current.spool().close();
        for (Stream stream : older) {
            stream.spool().close();
        }
    }

    private static Stream begin(SpoolPlace place, Host host) throws IOException {
        UUID streamId = UuidCreator.getTimeOrderedEpoch();
        Path spools = place.directory().resolve("spool");
        Stream stream = openStream(place, streamId);
        String generation = UUID.randomUUID().toString();
        place.disk().forceDirectory(spools);
        place.disk().replace(spools.resolve("generation"), generation.getBytes(StandardCharsets.US_ASCII), true);
        place.disk()
                .replace(
                        place.directory().resolve("identity"),
                        new StreamIdentity(streamId, host, generation).bytes(),
                        true);
        return stream;
    }

    private static List<Stream> olderThan(SpoolPlace place, Stream current) throws IOException {
        List<Stream> waiting = new ArrayList<>();
        for (Path path : place.disk().list(place.directory().resolve("spool"))) {
            if (Files.isDirectory(path) && !path.endsWith(current.streamId().toString())) {
                Stream stream =
                        openStream(place, UUID.fromString(path.getFileName().toString()));
                if (stream.spool().waiting() > 0) {
                    waiting.add(stream);
                } else {
                    stream.spool().close();
                }
            }
        }
        return waiting;
    }

    private static Stream openStream(SpoolPlace place, UUID streamId) throws IOException {
        Path directory = place.directory().resolve("spool").resolve(streamId.toString());
        return new Stream(streamId, Spool.open(place.disk(), directory, place.settings()));
    }

    private static String generation(Path spools) {
        try {
            return Files.readString(spools.resolve("generation")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
