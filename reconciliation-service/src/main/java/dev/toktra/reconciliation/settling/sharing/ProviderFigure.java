package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import org.jspecify.annotations.Nullable;

/**
 * What a provider counted in a cell for one combination of its dimensions.
 *
 * @param owner null where nothing says whose it is
 * @param by the right of the owner; {@link Attribution#ALLOCATED} where there is none
 */
public record ProviderFigure(
        Counts counts, ServiceTier tier, @Nullable Owner owner, Attribution by) {

    public ProviderFigure {
        if ((owner == null) != (by == Attribution.ALLOCATED) || by == Attribution.UNATTRIBUTED) {
            throw new IllegalArgumentException("an owner has a right, and without an owner a figure is allocated");
        }
    }
}
