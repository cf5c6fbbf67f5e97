package dev.toktra.agent.fleet;

import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.sender.BatchLimit;
import dev.toktra.agent.sender.EventQueue;
import dev.toktra.agent.sender.Refusal;
import dev.toktra.agent.sender.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A share of a device's old batches, same bounds and bytes; nothing is noted, since all of it was noted before. */
final class ReplayQueue implements EventQueue {

    private final UUID streamId;
    private final HistoryEntries entries;
    private final long through;
    private final double share;
    private final AtomicLong resent;
    private final Random random;
    private List<StreamEntry> offered = List.of();

    @SuppressWarnings("checkstyle:ParameterNumber") // the parts of one wish
    ReplayQueue(HistoryTask task, HistoryEntries entries, long through, double share, AtomicLong resent) {
        this.streamId = task.streamId();
        this.entries = entries;
        this.through = through;
        this.share = share;
        this.resent = resent;
        this.random = new Random(streamId.getLeastSignificantBits());
    }

    @Override
    public UUID streamId() {
        return streamId;
    }

    @Override
    public synchronized List<StreamEntry> next(BatchLimit limit) {
        while (offered.isEmpty() && entries.taken() < through) {
            List<StreamEntry> batch = new ArrayList<>();
            boolean wanted = random.nextDouble() < share;
            boolean going = true;
            while (going) {
                StreamEntry entry = entries.taken() < through ? entries.take() : null;
                if (entry != null) {
                    batch.add(entry);
                }
                going = entry != null && entry.seq() % limit.maxEvents() != 0;
            }
            if (batch.isEmpty()) {
                return offered;
            }
            offered = wanted ? batch : List.of();
        }
        return offered;
    }

    @Override
    public synchronized long waiting() {
        return next(BatchLimit.BACKFILL).isEmpty() ? 0 : 1;
    }

    @Override
    public synchronized long nextSeq() {
        return through + 1;
    }

    @Override
    public synchronized void accepted(List<StreamEntry> settled, List<Rejected> rejected) {
        resent.addAndGet(settled.size());
        long last = settled.get(settled.size() - 1).seq();
        offered = offered.stream().filter(entry -> entry.seq() > last).toList();
    }

    @Override
    public synchronized void giveUp(StreamEntry entry, Refusal refusal) {
        accepted(List.of(entry), List.of());
    }
}
