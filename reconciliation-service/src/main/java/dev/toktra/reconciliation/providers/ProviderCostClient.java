package dev.toktra.reconciliation.providers;

import io.smallrye.mutiny.Uni;

/** Reads what one provider bills, a second and independent check of its usage; under the laws of usage clients. */
public interface ProviderCostClient {

    /** A source of {@link Source.Kind#COSTS}. */
    Source source();

    /** The costs of a window of days. */
    Uni<WindowRead<ProviderCost>> costs(Access access, Window window);
}
