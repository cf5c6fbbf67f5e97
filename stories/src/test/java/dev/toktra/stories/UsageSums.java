package dev.toktra.stories;

/** Requests and tokens of a cell. */
record UsageSums(long requests, long input, long output, long cacheRead, long reasoning) {

    UsageSums plus(UsageSums other) {
        return new UsageSums(
                requests + other.requests,
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                reasoning + other.reasoning);
    }
}
