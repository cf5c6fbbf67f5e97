package dev.toktra.reconciliation.providers.pricing;

import java.math.BigDecimal;

/** What tokens cost in USD, and the row of the price table that says so. */
public record PricedAmount(BigDecimal cost, String priceId) {

    /** Equal costs are equal however they are written. */
    public PricedAmount {
        BigDecimal plain = cost.stripTrailingZeros();
        cost = plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
