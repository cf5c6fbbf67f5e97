package dev.toktra.ingest.queue;

/** Kafka has not taken a record, or not in time; the sender keeps it and tries again. */
public final class QueueAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why; the name is the label of the metric. */
    public enum Reason {
        /** As much is on its way as may be. */
        BUSY,
        /** Kafka has not been reached yet, or its topics are not as they must be. */
        NOT_READY,
        /** Kafka did not acknowledge in time. */
        LATE,
        /** Kafka, or its client, refused. */
        FAILED
    }

    private final Reason reason;

    QueueAway(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
