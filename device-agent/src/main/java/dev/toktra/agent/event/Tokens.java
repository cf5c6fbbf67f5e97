package dev.toktra.agent.event;

/**
 * Tokens of one call in five buckets; the three input buckets are disjoint, {@code reasoning} is a part of {@code output}.
 */
public record Tokens(long freshInput, long cacheRead, long cacheWrite, long output, long reasoning) {

    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    public Tokens {
        if (freshInput < 0 || cacheRead < 0 || cacheWrite < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("tokens must not be negative");
        }
        if (reasoning > output) {
            throw new IllegalArgumentException("reasoning is a part of output and must not exceed it");
        }
    }

    public long input() {
        return freshInput + cacheRead + cacheWrite;
    }

    public long total() {
        return input() + output;
    }
}
