package dev.toktra.reconciliation.settling.variance;

/** Tokens of a cause with an 80 % interval; above 0 where the provider counted more. */
record Amount(double tokens, double low, double high) {

    static final Amount NONE = new Amount(0, 0, 0);

    /** An amount that is known exactly. */
    static Amount exactly(double tokens) {
        return new Amount(tokens, tokens, tokens);
    }

    /** An amount that may be off by so much to both sides, but has no other sign. */
    static Amount within(double tokens, double reach) {
        return tokens >= 0
                ? new Amount(tokens, Math.max(0, tokens - reach), tokens + reach)
                : new Amount(tokens, tokens - reach, Math.min(0, tokens + reach));
    }

    /** Ends are added too: what makes one cell uncertain makes the others so in the same direction. */
    Amount plus(Amount other) {
        return new Amount(tokens + other.tokens, low + other.low, high + other.high);
    }
}
