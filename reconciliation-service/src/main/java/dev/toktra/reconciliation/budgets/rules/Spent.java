package dev.toktra.reconciliation.budgets.rules;

import java.math.BigDecimal;

/**
 * What was spent.
 *
 * @param settled the part that providers confirmed
 * @param unpriced tokens without a price, which no sum of money holds
 */
public record Spent(BigDecimal total, BigDecimal settled, BigDecimal unpriced) {

    public static final Spent NOTHING = new Spent(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Spent plus(Spent other) {
        return new Spent(total.add(other.total), settled.add(other.settled), unpriced.add(other.unpriced));
    }
}
