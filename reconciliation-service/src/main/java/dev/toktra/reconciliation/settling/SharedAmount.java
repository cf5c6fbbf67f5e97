package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.PricedAmount;
import org.jspecify.annotations.Nullable;

/**
 * How much a share is.
 *
 * @param cost null where no price is known
 */
record SharedAmount(Counts counts, @Nullable PricedAmount cost) {

    /** In USD; null where no price is known. */
    @Nullable
    String costText() {
        return cost == null ? null : cost.cost().toPlainString();
    }

    @Nullable
    String priceId() {
        return cost == null ? null : cost.priceId();
    }
}
