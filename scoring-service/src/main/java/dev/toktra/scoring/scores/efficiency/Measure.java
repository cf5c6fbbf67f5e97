package dev.toktra.scoring.scores.efficiency;

/** What is summed of a person's day. Tokens are cost-weighted where it is not said otherwise. */
public enum Measure {
    REQUESTS,
    TOKENS,
    /** Those that providers have counted. */
    SETTLED,
    /** Those of tools that report outcomes. */
    REPORTING,
    /** Outcome units of these tools. */
    UNITS,
    /** Output tokens, unweighted, of requests that succeeded and repeat no other. */
    GOOD_OUTPUT,
    /** Those of which devices know what became of them. */
    SEEN,
    /** Of these, the ones in failed or retried requests. */
    WASTED,
    /** Input tokens, unweighted, where the provider reports caching. */
    CACHE_INPUT,
    /** Of these, the ones read from a cache. */
    CACHE_READ,
    SMALL_REQUESTS,
    /** Of these, the ones to top-class models. */
    SMALL_TO_TOP
}
