package dev.toktra.ingest.batch;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The values that an event's fields may have. */
final class EventRules {

    /** More than any model's window, so that one broken device cannot drown a sum. */
    static final long MOST_TOKENS = 1_000_000_000L;

    private static final long MOST = SentBatch.HIGHEST_SEQ;
    private static final long MOST_OUTCOMES = 1_000_000L;
    private static final int MOST_ATTEMPTS = 1000;
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9_.-]*");

    private EventRules() {}

    /** The first rule that an event breaks. */
    static Optional<Refusal> broken(Sent.Event event) {
        if (!PROVIDER.matcher(event.provider()).matches()) {
            return bad("provider must be a lower-case name of letters, digits, _ . and -");
        }
        if (event.status() != null && (event.status() < 100 || event.status() > 599)) {
            return bad("status must be 100 to 599");
        }
        if (event.attempt() < 1 || event.attempt() > MOST_ATTEMPTS) {
            return bad("attempt must be 1 to " + MOST_ATTEMPTS);
        }
        if (outside(event.durationMs()) || outside(event.requestBytes()) || outside(event.responseBytes())) {
            return bad("duration_ms, request_bytes and response_bytes must be 0 to " + MOST);
        }
        if (!isPossible(event.outcome())) {
            return bad("no number of outcome may be below 0 or above " + MOST_OUTCOMES);
        }
        return broken(event.tokens());
    }

    private static Optional<Refusal> broken(Sent.Tokens tokens) {
        if (buckets(tokens).anyMatch(bucket -> bucket < 0)) {
            return refused(RejectionCode.NEGATIVE_TOKENS, "no bucket of tokens may be below 0");
        }
        if (buckets(tokens).anyMatch(bucket -> bucket > MOST_TOKENS)) {
            return refused(RejectionCode.TOO_MANY_TOKENS, "no bucket of tokens may be above " + MOST_TOKENS);
        }
        if (tokens.reasoning() > tokens.output()) {
            return refused(RejectionCode.REASONING_EXCEEDS_OUTPUT, "tokens.reasoning must not exceed tokens.output");
        }
        return Optional.empty();
    }

    /** Whether a tombstone with this number names a range that it can name. */
    static Optional<Refusal> broken(long seq, Sent.Tombstone lost) {
        boolean holds = lost.fromSeq() >= 1 && lost.toSeq() >= lost.fromSeq() && lost.toSeq() < seq;
        if (!holds) {
            return refused(
                    RejectionCode.BAD_LOST_RANGE, "lost must name from_seq to to_seq, both below the tombstone's own");
        }
        return lost.estimatedTokens() < 0 || lost.estimatedTokens() > MOST
                ? bad("lost.estimated_tokens must be 0 to " + MOST)
                : Optional.empty();
    }

    private static boolean isPossible(Sent.@Nullable Outcomes outcome) {
        return outcome == null
                || LongStream.of(
                                outcome.editsAccepted(),
                                outcome.editsRejected(),
                                outcome.linesAccepted(),
                                outcome.commits(),
                                outcome.pullRequests())
                        .allMatch(count -> count >= 0 && count <= MOST_OUTCOMES);
    }

    private static LongStream buckets(Sent.Tokens tokens) {
        return LongStream.of(
                tokens.freshInput(), tokens.cacheRead(), tokens.cacheWrite(), tokens.output(), tokens.reasoning());
    }

    private static boolean outside(@Nullable Long value) {
        return value != null && (value < 0 || value > MOST);
    }

    private static Optional<Refusal> bad(String detail) {
        return refused(RejectionCode.BAD_VALUE, detail);
    }

    private static Optional<Refusal> refused(RejectionCode code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
