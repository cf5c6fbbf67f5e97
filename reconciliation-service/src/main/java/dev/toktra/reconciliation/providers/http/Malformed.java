package dev.toktra.reconciliation.providers.http;

/** One row of an answer cannot be understood; it costs that row and nothing else. */
public final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Malformed(String words) {
        super(words, null, false, false);
    }
}
