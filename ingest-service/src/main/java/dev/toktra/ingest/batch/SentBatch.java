package dev.toktra.ingest.batch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request's body.
 *
 * @param firstSeq the number of the first element
 * @param contentHash 32 hex digits over the elements as they were sent, white space and the envelope left out
 */
public record SentBatch(UUID streamId, long firstSeq, Instant sentAt, String contentHash, List<Sent> elements) {

    /** The highest number a stream can reach: JSON readers of any language still hold it exactly. */
    public static final long HIGHEST_SEQ = (1L << 53) - 1;

    public SentBatch {
        elements = List.copyOf(elements);
    }
}
