package dev.toktra.agent.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.agent.spool.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a device's part of the history was settled.
 *
 * @param settledThrough every number up to this one
 * @param refused numbers that were given up and whose tombstones follow after the last event
 * @param complete whether everything was settled
 */
record HistoryProgress(long settledThrough, List<Long> refused, boolean complete) {

    static final HistoryProgress START = new HistoryProgress(0, List.of(), false);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    HistoryProgress {
        refused = List.copyOf(refused);
    }

    static HistoryProgress read(Path file) throws IOException {
        return Files.exists(file) ? MAPPER.readValue(file.toFile(), HistoryProgress.class) : START;
    }

    void write(Path file) throws IOException {
        new FileDisk().replace(file, MAPPER.writeValueAsBytes(this), false);
    }

    HistoryProgress through(long seq) {
        return new HistoryProgress(Math.max(settledThrough, seq), refused, complete);
    }

    HistoryProgress refuse(long seq) {
        List<Long> more = new ArrayList<>(refused);
        more.add(seq);
        return new HistoryProgress(Math.max(settledThrough, seq), more, complete);
    }

    HistoryProgress completed() {
        return new HistoryProgress(settledThrough, refused, true);
    }
}
