package dev.toktra.reconciliation.providers;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a provider bills for a day of UTC, in US dollars (also where the provider speaks in cents); may be negative where
 * it gives money back. All but day and amount is the key, and is null where the provider leaves it open.
 */
public record ProviderCost(
        LocalDate day,
        BigDecimal usd,
        @Nullable String model,
        @Nullable String lineItem,
        @Nullable String project,
        @Nullable String key,
        @Nullable String tier) {

    /** The same cost with another amount. */
    public ProviderCost of(BigDecimal amount) {
        return new ProviderCost(day, amount, model, lineItem, project, key, tier);
    }
}
