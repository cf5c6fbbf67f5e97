package dev.toktra.agent.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.agent.spool.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the providers were told, kept in a file.
 *
 * @param live since when live events are played on top of the timeline
 * @param until the first hour that they do not know
 */
record ToldHours(Instant live, Instant until) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Kept(
            @JsonProperty("live") String live,
            @JsonProperty("until") String until) {}

    static Optional<ToldHours> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Kept kept = MAPPER.readValue(file.toFile(), Kept.class);
        return Optional.of(new ToldHours(Instant.parse(kept.live()), Instant.parse(kept.until())));
    }

    void write(Path file) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(new Kept(live.toString(), until.toString()));
        new FileDisk().replace(file, bytes, false);
    }

    ToldHours through(Instant end) {
        return new ToldHours(live, end);
    }
}
