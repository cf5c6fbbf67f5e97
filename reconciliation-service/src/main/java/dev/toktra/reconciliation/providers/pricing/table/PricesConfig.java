package dev.toktra.reconciliation.providers.pricing.table;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/** What tokens cost, and how far that may be from what providers bill. */
@ConfigMapping(prefix = "toktra.prices")
public interface PricesConfig {

    /** A list of the operator's own prices, which replace those of the same provider, model and tier. */
    Optional<Path> file();

    /** How many percent what a provider bills may differ from what its tokens cost before it is a signal. */
    @WithDefault("5")
    BigDecimal driftPercent();

    /** How many US dollars a day both must differ, too: small sums are rounded. */
    @WithDefault("1")
    BigDecimal driftUsd();
}
