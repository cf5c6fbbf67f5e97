package dev.toktra.agent.sender;

import dev.toktra.agent.event.StreamEntry;
import java.util.List;
import java.util.UUID;

/** A stream's entries in order; one sender at a time takes and settles them. Calls may block for the disk. */
public interface EventQueue {

    UUID streamId();

    /** The next entries, with numbers that follow each other; the same ones until they are settled; empty if none wait. */
    List<StreamEntry> next(BatchLimit limit);

    /** How many numbers wait to be settled. */
    long waiting();

    /** The number that the next new entry will get. */
    long nextSeq();

    /** Ingest has these entries, except the ones that it refused by number. */
    void accepted(List<StreamEntry> entries, List<Rejected> rejected);

    /** Ingest refuses the entry for good: it is put aside, a tombstone names it. */
    void giveUp(StreamEntry entry, Refusal refusal);
}
