package dev.toktra.agent.fleet;

import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.sender.BatchLimit;
import dev.toktra.agent.sender.EventQueue;
import dev.toktra.agent.sender.Refusal;
import dev.toktra.agent.sender.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device's part of the history as a queue. The timeline makes the same entries under the same numbers at any time, so
 * a position is all that must survive a kill; batches begin at the same numbers in every run.
 */
final class HistoryQueue implements EventQueue {

    private final UUID streamId;
    private final HistoryEntries entries;
    private final Path file;
    private HistoryProgress progress;
    private List<StreamEntry> offered = List.of();
    private @Nullable StreamEntry ahead;
    private long lastEvent = -1;
    private int tombstones;

    HistoryQueue(UUID streamId, HistoryEntries entries, Path file) throws IOException {
        this.streamId = streamId;
        this.entries = entries;
        this.file = file;
        this.progress = HistoryProgress.read(file);
        entries.skipThrough(progress.settledThrough());
    }

    @Override
    public UUID streamId() {
        return streamId;
    }

    @Override
    public synchronized List<StreamEntry> next(BatchLimit limit) {
        if (offered.isEmpty()) {
            offered = makeBatch(limit);
        }
        return offered;
    }

    @Override
    public synchronized long waiting() {
        return offered.isEmpty() && peek() == null ? 0 : 1;
    }

    @Override
    public synchronized long nextSeq() {
        return progress.settledThrough() + 1;
    }

    @Override
    public synchronized void accepted(List<StreamEntry> settled, List<Rejected> rejected) {
        save(progress.through(settled.get(settled.size() - 1).seq()));
    }

    @Override
    public synchronized void giveUp(StreamEntry entry, Refusal refusal) {
        boolean event = entry instanceof StreamEntry.Event;
        save(event ? progress.refuse(entry.seq()) : progress.through(entry.seq()));
    }

    private void save(HistoryProgress fresh) {
        progress = fresh;
        offered = offered.stream()
                .filter(entry -> entry.seq() > progress.settledThrough())
                .toList();
        if (offered.isEmpty() && peek() == null) {
            progress = progress.completed();
        }
        try {
            progress.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the position of the history could not be written to " + file, e);
        }
    }

    /** Up to the next multiple of the limit, so that bounds do not depend on where a run began. */
    private List<StreamEntry> makeBatch(BatchLimit limit) {
        List<StreamEntry> batch = new ArrayList<>();
        long bytes = 0;
        boolean room = true;
        while (room) {
            StreamEntry next = peek();
            room = next != null && (batch.isEmpty() || bytes + next.json().length + 1 <= limit.maxBytes());
            if (next != null && room) {
                batch.add(next);
                bytes += next.json().length + 1L;
                ahead = null;
                room = next.seq() % limit.maxEvents() != 0;
            }
        }
        return batch;
    }

    private @Nullable StreamEntry peek() {
        if (ahead == null) {
            ahead = lastEvent < 0 ? entries.take() : null;
            if (ahead == null) {
                ahead = tombstone();
            }
        }
        return ahead;
    }

    /** After the last event come the tombstones of what was refused, in order. */
    private @Nullable StreamEntry tombstone() {
        if (lastEvent < 0) {
            lastEvent = entries.taken();
            tombstones = (int) Math.max(0, progress.settledThrough() - lastEvent);
        }
        if (tombstones >= progress.refused().size()) {
            return null;
        }
        long refused = progress.refused().get(tombstones);
        tombstones++;
        return new StreamEntry.Tombstone(lastEvent + tombstones, refused, refused, 0);
    }
}
