package dev.toktra.ingest.events;

/** A batch whose record would be larger than the topic takes; half of it may do. */
public final class BatchTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BatchTooLarge() {
        super("batch too large", null, false, false);
    }
}
