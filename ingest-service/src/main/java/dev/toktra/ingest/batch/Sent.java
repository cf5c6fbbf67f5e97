package dev.toktra.ingest.batch;

import dev.toktra.events.TokenSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One element of a batch as it was sent; its number is its place. */
public sealed interface Sent {

    /** A call, with fields of the right types and values that are still to be judged. */
    record Event(
            Instant occurredAt,
            String provider,
            @Nullable String model,
            @Nullable String account,
            @Nullable String application,
            @Nullable String endpoint,
            @Nullable Integer status,
            int attempt,
            boolean streaming,
            @Nullable Long durationMs,
            @Nullable Long requestBytes,
            @Nullable Long responseBytes,
            TokenSource tokenSource,
            @Nullable String callId,
            Tokens tokens,
            @Nullable Outcomes outcome)
            implements Sent {}

    /** Token buckets as sent, which may be nonsense. */
    record Tokens(long freshInput, long cacheRead, long cacheWrite, long output, long reasoning) {}

    /** What a tool reports to have come of the call, as sent. */
    record Outcomes(long editsAccepted, long editsRejected, long linesAccepted, long commits, long pullRequests) {}

    /** Numbers that the device had to give up. */
    record Tombstone(long fromSeq, long toSeq, long estimatedTokens) implements Sent {}

    /** An element that could not be read as an event or a tombstone. */
    record Unreadable(Refusal refusal) implements Sent {}
}
