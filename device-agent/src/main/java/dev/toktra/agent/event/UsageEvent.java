package dev.toktra.agent.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One model call as the device saw it.
 *
 * @param account the account that made the call, null where only the device is known
 * @param outcome null where the tool reports none
 */
public record UsageEvent(
        Instant occurredAt,
        @Nullable String account,
        CalledModel called,
        CallResult result,
        TokenSource tokenSource,
        Tokens tokens,
        @Nullable Outcome outcome) {

    public boolean failed() {
        return result.status() >= 400;
    }

    public boolean retried() {
        return result.attempt() > 1;
    }

    /** The same call at another time. */
    public UsageEvent at(Instant time) {
        return new UsageEvent(time, account, called, result, tokenSource, tokens, outcome);
    }
}
