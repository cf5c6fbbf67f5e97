package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.PricedAmount;
import org.jspecify.annotations.Nullable;

/**
 * How much a share is.
 *
 * @param cost null where no price is known
 */
public record SharedAmount(Counts counts, @Nullable PricedAmount cost) {

    /** In USD; null where no price is known. */
    @Nullable
    public String costText() {
        return cost == null ? null : cost.cost().toPlainString();
    }

    @Nullable
    public String priceId() {
        return cost == null ? null : cost.priceId();
    }
}
