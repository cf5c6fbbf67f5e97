package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.settling.calibration.Factor;

/** What devices' counts are multiplied by: one factor for all input, one for output. */
public record Correction(Factor input, Factor output) {

    /** How much more than an estimate may be there where nobody compared: what four in five stay below. */
    private static final double UNCOMPARED = 1.33;

    /** Where too little was compared. */
    public static final Correction NONE = new Correction(uncompared(), uncompared());

    private static Factor uncompared() {
        return new Factor(1, 1, UNCOMPARED, 0);
    }

    /** An estimate with what it may stand for at most. */
    public Estimate.Amount of(TokenCounts seen, long requests) {
        TokenCounts tokens = new TokenCounts(
                input.of(seen.freshInput()),
                input.of(seen.cacheRead()),
                input.of(seen.cacheWrite()),
                output.of(seen.output()),
                0);
        TokenCounts ceiling = new TokenCounts(
                Math.max(tokens.freshInput(), input.highOf(seen.freshInput())),
                Math.max(tokens.cacheRead(), input.highOf(seen.cacheRead())),
                Math.max(tokens.cacheWrite(), input.highOf(seen.cacheWrite())),
                Math.max(tokens.output(), output.highOf(seen.output())),
                0);
        return new Estimate.Amount(seen, tokens, ceiling, requests);
    }
}
