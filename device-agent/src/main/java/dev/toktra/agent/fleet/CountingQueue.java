package dev.toktra.agent.fleet;

import dev.toktra.agent.event.StreamEntry;
import dev.toktra.agent.sender.BatchLimit;
import dev.toktra.agent.sender.EventQueue;
import dev.toktra.agent.sender.Refusal;
import dev.toktra.agent.sender.Rejected;
import java.util.List;
import java.util.UUID;

/** A queue whose settled entries are noted in the sender's journal before they are settled. */
final class CountingQueue implements EventQueue {

    private final EventQueue queue;
    private final SentJournal journal;

    CountingQueue(EventQueue queue, SentJournal journal) {
        this.queue = queue;
        this.journal = journal;
    }

    @Override
    public UUID streamId() {
        return queue.streamId();
    }

    @Override
    public List<StreamEntry> next(BatchLimit limit) {
        return queue.next(limit);
    }

    @Override
    public long waiting() {
        return queue.waiting();
    }

    @Override
    public long nextSeq() {
        return queue.nextSeq();
    }

    @Override
    public void accepted(List<StreamEntry> entries, List<Rejected> rejected) {
        journal.accepted(streamId(), entries, rejected);
        queue.accepted(entries, rejected);
    }

    @Override
    public void giveUp(StreamEntry entry, Refusal refusal) {
        queue.giveUp(entry, refusal);
        journal.gaveUp(streamId(), entry.seq());
    }
}
