package dev.toktra.agent.sender;

import dev.toktra.agent.event.StreamEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;

/** The events that ingest refused for good, one JSON line each, for a person to look at; forced before it returns. */
public final class DeadLetters {

    private final Path file;
    private final Clock clock;

    public DeadLetters(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    public void keep(UUID streamId, StreamEntry entry, Refusal refusal) {
        String line = "{\"refused_at\":\"" + clock.instant() + "\",\"stream_id\":\"" + streamId + "\",\"seq\":"
                + entry.seq() + ",\"status\":" + refusal.status() + ",\"answer\":" + quoted(refusal.words())
                + ",\"event\":" + new String(entry.json(), StandardCharsets.UTF_8) + "}\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the dead letter could not be written to " + file, e);
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c < ' ' ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
