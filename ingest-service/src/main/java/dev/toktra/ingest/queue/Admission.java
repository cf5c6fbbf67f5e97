package dev.toktra.ingest.queue;

/**
 * How much may be on its way to Kafka at once. A place is held until Kafka has answered or given up, however long the
 * sender of the request waits for that; after a failure only a few may try until one succeeds.
 */
final class Admission {

    private final int mostBatches;
    private final long mostBytes;
    private final int mostWhileDoubtful;
    private int batches;
    private long bytes;
    private boolean doubtful;

    Admission(int mostBatches, long mostBytes, int mostWhileDoubtful) {
        this.mostBatches = mostBatches;
        this.mostBytes = mostBytes;
        this.mostWhileDoubtful = mostWhileDoubtful;
    }

    /** Takes a place, if there is one. */
    synchronized boolean enter(int size) {
        boolean free = batches < (doubtful ? mostWhileDoubtful : mostBatches) && bytes + size <= mostBytes;
        if (free) {
            batches++;
            bytes += size;
        }
        return free;
    }

    /** Gives the place back. */
    synchronized void leave(int size, boolean acknowledged) {
        batches--;
        bytes -= size;
        doubtful = !acknowledged;
    }

    synchronized int batches() {
        return batches;
    }

    /** Whether the last answer of Kafka was a failure. */
    synchronized boolean isDoubtful() {
        return doubtful;
    }
}
