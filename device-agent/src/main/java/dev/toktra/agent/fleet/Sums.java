package dev.toktra.agent.fleet;

import dev.toktra.agent.event.Tokens;
import dev.toktra.agent.event.UsageEvent;

/** Requests and tokens added up. */
public record Sums(
        long requests,
        long failed,
        long retried,
        long freshInput,
        long cacheRead,
        long cacheWrite,
        long output,
        long reasoning) {

    public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0);

    static Sums of(UsageEvent event) {
        Tokens tokens = event.tokens();
        return new Sums(
                1,
                event.failed() ? 1 : 0,
                event.retried() ? 1 : 0,
                tokens.freshInput(),
                tokens.cacheRead(),
                tokens.cacheWrite(),
                tokens.output(),
                tokens.reasoning());
    }

    public Sums plus(Sums other) {
        return new Sums(
                requests + other.requests,
                failed + other.failed,
                retried + other.retried,
                freshInput + other.freshInput,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                output + other.output,
                reasoning + other.reasoning);
    }

    public long input() {
        return freshInput + cacheRead + cacheWrite;
    }

    public long total() {
        return input() + output;
    }
}
