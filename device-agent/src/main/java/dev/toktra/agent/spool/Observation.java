package dev.toktra.agent.spool;

/**
 * What the application hands to the spool.
 *
 * @param estimatedTokens what a tombstone says if the event must be given up
 * @param json the event as ingest takes it
 */
public record Observation(long estimatedTokens, byte[] json) {

    public Observation {
        if (json.length == 0 || json.length > SpoolSettings.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "an event takes 1 to " + SpoolSettings.MAX_ENTRY_BYTES + " bytes, not " + json.length);
        }
        if (estimatedTokens < 0) {
            throw new IllegalArgumentException("estimated tokens must not be negative");
        }
    }
}
