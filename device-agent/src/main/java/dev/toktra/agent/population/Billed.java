package dev.toktra.agent.population;

/** What a provider counts: tokens by category, each once, and requests. */
public record Billed(long fresh, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long requests) {

    static final Billed NONE = new Billed(0, 0, 0, 0, 0, 0);

    public long input() {
        return fresh + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    Billed plus(Billed more) {
        return new Billed(
                fresh + more.fresh,
                cacheRead + more.cacheRead,
                cacheWrite5m + more.cacheWrite5m,
                cacheWrite1h + more.cacheWrite1h,
                output + more.output,
                requests + more.requests);
    }

    /** The same requests with as many times the tokens. */
    Billed times(double factor) {
        return new Billed(
                Math.round(fresh * factor),
                Math.round(cacheRead * factor),
                Math.round(cacheWrite5m * factor),
                Math.round(cacheWrite1h * factor),
                Math.round(output * factor),
                requests);
    }
}
