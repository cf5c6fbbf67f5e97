package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.Outcome;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.UsageEvent;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What rollups sum; the column of a measure is its name in lower case. */
public enum Measure {
    REQUESTS(event -> 1),
    FAILED_REQUESTS(event -> event.failed() ? 1 : 0),
    RETRIED_REQUESTS(event -> event.retried() ? 1 : 0),
    SMALL_REQUESTS(event -> isSmall(event.tokens()) ? 1 : 0),
    FRESH_INPUT(event -> event.tokens().freshInput()),
    CACHE_READ(event -> event.tokens().cacheRead()),
    CACHE_WRITE(event -> event.tokens().cacheWrite()),
    OUTPUT(event -> event.tokens().output()),
    REASONING(event -> event.tokens().reasoning()),
    WASTED_FRESH_INPUT(event -> wasted(event).freshInput()),
    WASTED_CACHE_READ(event -> wasted(event).cacheRead()),
    WASTED_CACHE_WRITE(event -> wasted(event).cacheWrite()),
    WASTED_OUTPUT(event -> wasted(event).output()),
    WASTED_REASONING(event -> wasted(event).reasoning()),
    EDITS_ACCEPTED(event -> outcome(event).editsAccepted()),
    EDITS_REJECTED(event -> outcome(event).editsRejected()),
    LINES_ACCEPTED(event -> outcome(event).linesAccepted()),
    COMMITS(event -> outcome(event).commits()),
    PULL_REQUESTS(event -> outcome(event).pullRequests());

    private static final long SMALL_INPUT = 2_000;
    private static final long SMALL_OUTPUT = 500;

    private final ToLongFunction<UsageEvent> value;

    Measure(ToLongFunction<UsageEvent> value) {
        this.value = value;
    }

    public long of(UsageEvent event) {
        return value.applyAsLong(event);
    }

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isSmall(TokenCounts tokens) {
        return tokens.input() < SMALL_INPUT && tokens.output() < SMALL_OUTPUT;
    }

    private static TokenCounts wasted(UsageEvent event) {
        return event.failed() || event.retried() ? event.tokens() : TokenCounts.NONE;
    }

    private static Outcome outcome(UsageEvent event) {
        Outcome outcome = event.outcome();
        return outcome == null ? Outcome.NONE : outcome;
    }
}
