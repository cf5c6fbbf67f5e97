package dev.toktra.reconciliation.providers.pricing;

import dev.toktra.reconciliation.providers.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How calls are served, which decides what they cost. */
public enum ServiceTier {
    STANDARD,
    BATCH,
    FLEX,
    PRIORITY,
    /** Capacity that is paid by the hour: its tokens have no price. */
    PROVISIONED,
    /** A word that is not known yet. */
    OTHER;

    /** Its name in tables and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of a provider's word, which is null where the provider tells none apart. */
    public static ServiceTier of(Provider provider, @Nullable String tier, boolean batch) {
        if (batch) {
            return BATCH;
        }
        String word = tier == null ? "" : tier.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "", "standard", "default", "auto", "shared" -> STANDARD;
            case "batch" -> BATCH;
            case "flex", "flex_discount" -> FLEX;
            case "priority", "priority_on_demand" -> PRIORITY;
            case "dedicated", "scale" -> PROVISIONED;
            default -> OTHER;
        };
    }
}
