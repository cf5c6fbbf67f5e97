package dev.toktra.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One model call as a device saw it.
 *
 * @param seq its number in the stream, from 1
 * @param occurredAt when the call happened by the device's clock
 * @param countedAt {@code occurredAt} corrected by the device's skew; it alone decides hour and day
 * @param provider {@code openai}, {@code anthropic}, {@code azure_openai}, {@code gcp_vertex} or another lower-case name
 * @param model the model's name as reported; null where the agent saw only the connection
 * @param account the account that made the call, as the device knows it
 * @param application the calling program
 * @param endpoint the called path without query
 * @param status HTTP status of the answer, 100 to 599
 * @param attempt 1 for the first try; above 1 for a retry
 * @param durationMs milliseconds from request to the end of the answer
 * @param requestBytes size of the request
 * @param responseBytes size of the answer
 * @param identity 32 hex digits: the first 16 bytes of SHA-256 over kind and identity of an event whose call another
 *     path may report too; null for events that only their sequence number identifies
 */
public record UsageEvent(
        long seq,
        Instant occurredAt,
        Instant countedAt,
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
        @Nullable String identity,
        TokenCounts tokens,
        @Nullable Outcome outcome) {

    public UsageEvent {
        Laws.law(seq >= 1, "seq starts at 1");
        Laws.present(occurredAt, "occurred_at");
        Laws.present(countedAt, "counted_at");
        Laws.law(!Laws.present(provider, "provider").isBlank(), "provider must not be blank");
        Laws.law(status == null || (status >= 100 && status <= 599), "status must be 100 to 599");
        Laws.law(attempt >= 1, "attempt starts at 1");
        Laws.present(tokenSource, "token_source");
        Laws.law(identity == null || Laws.isHash(identity), "identity must be 32 hex digits");
        Laws.present(tokens, "tokens");
    }

    /** Whether the provider refused or failed the call. */
    public boolean failed() {
        return status != null && status >= 400;
    }

    /** Whether the call repeats an earlier one. */
    public boolean retried() {
        return attempt > 1;
    }
}
