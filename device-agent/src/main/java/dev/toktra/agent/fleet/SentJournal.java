package dev.toktra.agent.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.sender.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one device had acknowledged, a line for each batch, so that a killed fleet still knows it. A batch that is
 * acknowledged again after a kill is not added again.
 */
final class SentJournal {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;
    private final ZoneId zone;
    private final Map<JournalLine.Key, Sums> cells = new HashMap<>();
    private final Map<UUID, JournalLine> streams = new LinkedHashMap<>();

    private SentJournal(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    /** Opens a journal; a line that a kill tore is cut off. */
    static SentJournal open(Path file, ZoneId zone) throws IOException {
        SentJournal journal = new SentJournal(file, zone);
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            if (whole < bytes.length) {
                Files.write(file, java.util.Arrays.copyOf(bytes, whole));
            }
            String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                journal.add(MAPPER.readValue(line, JournalLine.class));
            }
        }
        return journal;
    }

    /** Notes an accepted batch; numbers that were noted before are left out. */
    synchronized void accepted(UUID streamId, List<StreamEntry> entries, List<Rejected> rejected) {
        long known = through(streamId);
        List<StreamEntry> fresh =
                entries.stream().filter(entry -> entry.seq() > known).toList();
        if (fresh.isEmpty()) {
            return;
        }
        write(line(streamId, fresh, rejected.stream().map(Rejected::seq).collect(Collectors.toSet())));
    }

    private JournalLine line(UUID streamId, List<StreamEntry> entries, Set<Long> refused) {
        Map<JournalLine.Key, Sums> sums = new LinkedHashMap<>();
        long events = 0;
        long tombstones = 0;
        long lost = 0;
        for (StreamEntry entry : entries) {
            if (refused.contains(entry.seq())) {
                continue;
            }
            if (entry instanceof StreamEntry.Tombstone tombstone) {
                tombstones++;
                lost += tombstone.toSeq() - tombstone.fromSeq() + 1;
            } else {
                UsageEvent event = EventJson.read(entry.json());
                sums.merge(key(event), Sums.of(event), Sums::plus);
                events++;
            }
        }
        List<JournalLine.Cell> cellsOfBatch = new ArrayList<>();
        sums.forEach((key, sum) -> cellsOfBatch.add(new JournalLine.Cell(key, sum)));
        long first = entries.get(0).seq();
        long last = entries.get(entries.size() - 1).seq();
        long rejected = entries.size() - events - tombstones;
        return new JournalLine(streamId, first, last, events, tombstones, lost, rejected, 0, cellsOfBatch);
    }

    /** Notes an event that was given up. */
    synchronized void gaveUp(UUID streamId, long seq) {
        if (seq > through(streamId)) {
            write(new JournalLine(streamId, seq, seq, 0, 0, 0, 0, 1, List.of()));
        }
    }

    /** The highest number of a stream that was settled. */
    synchronized long through(UUID streamId) {
        JournalLine line = streams.get(streamId);
        return line == null ? 0 : line.throughSeq();
    }

    synchronized Map<JournalLine.Key, Sums> cells() {
        return new HashMap<>(cells);
    }

    /** Totals of each stream, as a line from its first number to its last. */
    synchronized List<JournalLine> streams() {
        return List.copyOf(streams.values());
    }

    private void write(JournalLine line) {
        try {
            byte[] json = MAPPER.writeValueAsBytes(line);
            byte[] whole = java.util.Arrays.copyOf(json, json.length + 1);
            whole[json.length] = '\n';
            Files.write(file, whole, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal could not be written to " + file, e);
        }
        add(line);
    }

    private void add(JournalLine line) {
        line.cells().forEach(cell -> cells.merge(cell.key(), cell.sums(), Sums::plus));
        streams.merge(line.streamId(), line, JournalLine::plus);
    }

    private JournalLine.Key key(UsageEvent event) {
        return new JournalLine.Key(
                event.account(),
                event.called().provider(),
                event.called().model(),
                LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC),
                LocalDate.ofInstant(event.occurredAt(), zone));
    }
}
