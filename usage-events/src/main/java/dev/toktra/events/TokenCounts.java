package dev.toktra.events;

/**
 * Tokens of one call or of a sum of calls, in five buckets. The three input buckets are disjoint; {@code reasoning} is a
 * part of {@code output}.
 *
 * @param freshInput input tokens that were neither read from nor written to a cache
 * @param cacheRead input tokens read from the provider's prompt cache
 * @param cacheWrite input tokens written to the provider's prompt cache
 * @param output output tokens, reasoning included
 * @param reasoning the part of {@code output} that the model spent thinking
 */
public record TokenCounts(long freshInput, long cacheRead, long cacheWrite, long output, long reasoning) {

    public static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0, 0);

    public TokenCounts {
        Laws.notNegative(freshInput, "fresh_input");
        Laws.notNegative(cacheRead, "cache_read");
        Laws.notNegative(cacheWrite, "cache_write");
        Laws.notNegative(output, "output");
        Laws.notNegative(reasoning, "reasoning");
        Laws.law(reasoning <= output, "reasoning is a part of output and must not exceed it");
    }

    /** All input tokens. */
    public long input() {
        return Math.addExact(Math.addExact(freshInput, cacheRead), cacheWrite);
    }

    /** Input and output tokens. */
    public long total() {
        return Math.addExact(input(), output);
    }

    public TokenCounts plus(TokenCounts other) {
        return new TokenCounts(
                Math.addExact(freshInput, other.freshInput),
                Math.addExact(cacheRead, other.cacheRead),
                Math.addExact(cacheWrite, other.cacheWrite),
                Math.addExact(output, other.output),
                Math.addExact(reasoning, other.reasoning));
    }
}
