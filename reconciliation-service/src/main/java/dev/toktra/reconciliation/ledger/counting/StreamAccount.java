package dev.toktra.reconciliation.ledger.counting;

import java.time.Instant;
import java.util.UUID;

/** One stream while a portion is counted: what was known of it, and what this portion adds. */
public final class StreamAccount {

    private final StreamKey key;
    private final UUID orgId;
    private final Tallies changes = new Tallies();
    private SeqRanges seen;
    private SeqRanges added = SeqRanges.NONE;
    private Instant heardAt = Instant.EPOCH;
    private long lost;
    private long lostTokens;

    public StreamAccount(StreamKey key, UUID orgId, SeqRanges seen) {
        this.key = key;
        this.orgId = orgId;
        this.seen = seen;
    }

    void heard(Instant at) {
        heardAt = at.isAfter(heardAt) ? at : heardAt;
    }

    void see(SeqRange range) {
        seen = seen.plus(range);
        added = added.plus(range);
    }

    /** The numbers of a tombstone that never arrived become lost; its tokens in proportion. */
    void lose(SeqRange range, long estimatedTokens) {
        long missing = range.size() - seen.countIn(range);
        if (missing > 0) {
            see(range);
            lost += missing;
            lostTokens = Math.addExact(lostTokens, (long) ((double) estimatedTokens / range.size() * missing));
        }
    }

    void count(Tally tally, long count) {
        changes.add(tally, count);
    }

    public StreamKey key() {
        return key;
    }

    public UUID orgId() {
        return orgId;
    }

    public SeqRanges seen() {
        return seen;
    }

    /** The numbers that this portion made known. */
    public SeqRanges added() {
        return added;
    }

    public Instant heardAt() {
        return heardAt;
    }

    public long lost() {
        return lost;
    }

    public long lostTokens() {
        return lostTokens;
    }

    /** What this portion adds to the stream's counts. */
    public Tallies changes() {
        return changes;
    }
}
