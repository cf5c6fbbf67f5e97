package dev.toktra.agent.spool;

/**
 * The bounds of a spool.
 *
 * @param maxBytes what the segments may hold together (one tombstone more while the oldest segment goes); at least four
 *     segments
 * @param segmentBytes size at which a new segment is begun; also the grain in which the oldest events go
 */
public record SpoolSettings(long maxBytes, long segmentBytes) {

    /** 256 MB in segments of 8 MB. */
    public static final SpoolSettings DEFAULT = new SpoolSettings(256L << 20, 8L << 20);

    /** No entry may be larger, so that any entry fits into a request. */
    public static final int MAX_ENTRY_BYTES = 64 << 10;

    public SpoolSettings {
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("a segment needs at least one byte");
        }
        if (maxBytes < 4 * segmentBytes) {
            throw new IllegalArgumentException("the spool must hold at least four segments: " + maxBytes + " bytes for "
                    + segmentBytes + " bytes each");
        }
    }
}
