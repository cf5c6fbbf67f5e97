package dev.toktra.reconciliation.settling.variance;

import java.util.List;
import java.util.Map;

/**
 * The variance of a day by cause, one measure.
 *
 * @param causes of each cell; they sum to its variance
 * @param excesses where devices saw more than the provider counted, beyond what estimates are off by
 */
public record Explained(Map<CellKey, Map<Cause, Tokens>> causes, List<Excess> excesses) {

    /** Whole tokens with an 80 % interval. */
    public record Tokens(long tokens, long low, long high) {

        public static final Tokens NONE = new Tokens(0, 0, 0);

        boolean isNothing() {
            return tokens == 0 && low == 0 && high == 0;
        }
    }

    /**
     * A person whose devices say more than the provider.
     *
     * @param person an id, or {@code unnamed} for all whom the provider does not name
     * @param tokens by how much, calibrated
     * @param counted what the provider counted
     */
    public record Excess(CellKey cell, String person, long tokens, long counted) {}
}
