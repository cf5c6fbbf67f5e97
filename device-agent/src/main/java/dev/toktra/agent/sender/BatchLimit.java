package dev.toktra.agent.sender;

/**
 * How much goes into one request.
 *
 * @param maxEvents 1 to 500, which is ingest's bound
 * @param maxBytes bytes of JSON before compression, below ingest's 1 MB
 */
public record BatchLimit(int maxEvents, int maxBytes) {

    /** For events as they happen. */
    public static final BatchLimit LIVE = new BatchLimit(50, 900_000);

    /** For a backlog. */
    public static final BatchLimit BACKFILL = new BatchLimit(500, 900_000);

    public BatchLimit {
        if (maxEvents < 1 || maxEvents > 500) {
            throw new IllegalArgumentException("a batch holds 1 to 500 events, not " + maxEvents);
        }
        if (maxBytes < 1 || maxBytes > 1_000_000) {
            throw new IllegalArgumentException("a batch takes at most 1,000,000 bytes, not " + maxBytes);
        }
    }
}
