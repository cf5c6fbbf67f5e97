package dev.toktra.agent.sender;

import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.spool.Spool;
import java.util.List;
import java.util.UUID;

/** A spooled stream as a queue: what is refused goes to the dead letters first, then a tombstone names it. */
public final class SpoolQueue implements EventQueue {

    private final UUID streamId;
    private final Spool spool;
    private final DeadLetters deadLetters;

    public SpoolQueue(UUID streamId, Spool spool, DeadLetters deadLetters) {
        this.streamId = streamId;
        this.spool = spool;
        this.deadLetters = deadLetters;
    }

    @Override
    public UUID streamId() {
        return streamId;
    }

    @Override
    public List<StreamEntry> next(BatchLimit limit) {
        return spool.next(limit.maxEvents(), limit.maxBytes());
    }

    @Override
    public long waiting() {
        return spool.waiting();
    }

    @Override
    public long nextSeq() {
        return spool.highestSeq() + 1;
    }

    @Override
    public void accepted(List<StreamEntry> entries, List<Rejected> rejected) {
        spool.settled(entries.get(entries.size() - 1).seq());
    }

    @Override
    public void giveUp(StreamEntry entry, Refusal refusal) {
        deadLetters.keep(streamId, entry, refusal);
        spool.giveUp(entry);
    }
}
