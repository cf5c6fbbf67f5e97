package dev.toktra.ingest.wire;

import dev.toktra.events.TokenSource;
import dev.toktra.ingest.batch.Refusal;
import dev.toktra.ingest.batch.RejectionCode;
import dev.toktra.ingest.batch.Sent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one element as they come in, in any order. */
final class EventFields {

    @Nullable
    Instant occurredAt;

    @Nullable
    String provider;

    @Nullable
    String model;

    @Nullable
    String account;

    @Nullable
    String application;

    @Nullable
    String endpoint;

    @Nullable
    Long status;

    @Nullable
    Long attempt;

    @Nullable
    Boolean streaming;

    @Nullable
    Long durationMs;

    @Nullable
    Long requestBytes;

    @Nullable
    Long responseBytes;

    @Nullable
    TokenSource tokenSource;

    @Nullable
    String callId;

    @Nullable
    Map<String, Long> tokens;

    @Nullable
    Map<String, Long> outcome;

    @Nullable
    Map<String, Long> lost;

    /** The element: a tombstone where it names lost numbers, else an event, if all that it needs is there. */
    Sent sent() {
        if (lost != null) {
            return tombstone(lost);
        }
        if (occurredAt == null) {
            return missing("occurred_at");
        }
        if (provider == null) {
            return missing("provider");
        }
        if (tokenSource == null) {
            return missing("token_source");
        }
        if (tokens == null) {
            return missing("tokens");
        }
        if (!tokens.containsKey("fresh_input") || !tokens.containsKey("output")) {
            return missing("tokens.fresh_input or tokens.output");
        }
        return event(occurredAt, provider, tokenSource, tokens);
    }

    private Sent event(Instant occurred, String byProvider, TokenSource source, Map<String, Long> buckets) {
        return new Sent.Event(
                occurred,
                byProvider,
                model,
                account,
                application,
                endpoint,
                status == null ? null : narrowed(status),
                attempt == null ? 1 : narrowed(attempt),
                streaming != null && streaming,
                durationMs,
                requestBytes,
                responseBytes,
                source,
                callId,
                new Sent.Tokens(
                        at(buckets, "fresh_input"),
                        at(buckets, "cache_read"),
                        at(buckets, "cache_write"),
                        at(buckets, "output"),
                        at(buckets, "reasoning")),
                outcome == null ? null : outcomes(outcome));
    }

    private static Sent.Outcomes outcomes(Map<String, Long> sent) {
        return new Sent.Outcomes(
                at(sent, "edits_accepted"),
                at(sent, "edits_rejected"),
                at(sent, "lines_accepted"),
                at(sent, "commits"),
                at(sent, "pull_requests"));
    }

    private static Sent tombstone(Map<String, Long> lost) {
        return lost.containsKey("from_seq") && lost.containsKey("to_seq")
                ? new Sent.Tombstone(at(lost, "from_seq"), at(lost, "to_seq"), at(lost, "estimated_tokens"))
                : missing("lost.from_seq or lost.to_seq");
    }

    private static Sent.Unreadable missing(String field) {
        return new Sent.Unreadable(new Refusal(RejectionCode.MISSING_FIELD, field + " is missing"));
    }

    private static long at(Map<String, Long> values, String name) {
        return values.getOrDefault(name, 0L);
    }

    /** Keeps what is out of range out of range. */
    private static int narrowed(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
