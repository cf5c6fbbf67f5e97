package dev.toktra.reconciliation.providers.pricing;

import dev.toktra.reconciliation.providers.Counts;
import java.time.LocalDate;
import java.util.Optional;

/** Knows what tokens cost. */
@FunctionalInterface
public interface Prices {

    /** Where nothing has a price. */
    Prices NONE = (use, counts) -> Optional.empty();

    /**
     * What decides the price.
     *
     * @param provider its word
     * @param model canonical
     * @param day of UTC
     */
    record Use(String provider, String model, ServiceTier tier, LocalDate day) {}

    /** The cost; empty where no price is known. */
    Optional<PricedAmount> of(Use use, Counts counts);
}
