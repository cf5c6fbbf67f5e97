package dev.toktra.reconciliation.providers.pricing;

import dev.toktra.reconciliation.providers.Provider;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By which of a provider's price lists calls are billed; {@link #word} is its name in tables and JSON. */
public enum ServiceTier {
    STANDARD,
    /** Answered within a day. */
    BATCH,
    /** Answered when there is room. */
    FLEX,
    /** Answered before others. */
    PRIORITY,
    /** Paid by reserved capacity: its tokens have no price of their own. */
    PROVISIONED,
    /** A tier that is not known here, and so has no known price. */
    OTHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of a word, empty for any other word; case counts. */
    public static Optional<ServiceTier> of(String word) {
        return Arrays.stream(values()).filter(tier -> tier.word().equals(word)).findFirst();
    }

    /** Whether there can be a price by token. */
    public boolean isByToken() {
        return this != PROVISIONED && this != OTHER;
    }

    /**
     * The tier of a provider's figure.
     *
     * @param tier in the provider's words; null where it says none, which is the standard
     * @param batch whether the provider calls them batch calls
     */
    public static ServiceTier of(Provider provider, @Nullable String tier, boolean batch) {
        if (batch) {
            return BATCH;
        }
        String word = tier == null ? "" : tier.toLowerCase(Locale.ROOT);
        return switch (provider) {
            case OPENAI -> ofOpenAi(word);
            case ANTHROPIC -> ofAnthropic(word);
            case AZURE_OPENAI -> ofAzure(word);
            case GCP_VERTEX -> ofVertex(word);
        };
    }

    /** Scale tier is bought as units of throughput. */
    private static ServiceTier ofOpenAi(String word) {
        return switch (word) {
            case "", "auto", "default", "standard" -> STANDARD;
            case "batch" -> BATCH;
            case "flex" -> FLEX;
            case "priority" -> PRIORITY;
            case "scale" -> PROVISIONED;
            default -> OTHER;
        };
    }

    private static ServiceTier ofAnthropic(String word) {
        return switch (word) {
            case "", "standard" -> STANDARD;
            case "batch" -> BATCH;
            case "flex", "flex_discount" -> FLEX;
            case "priority", "priority_on_demand" -> PRIORITY;
            default -> OTHER;
        };
    }

    private static ServiceTier ofAzure(String word) {
        return switch (word) {
            case "", "default", "standard" -> STANDARD;
            case "priority" -> PRIORITY;
            case "provisioned" -> PROVISIONED;
            default -> OTHER;
        };
    }

    private static ServiceTier ofVertex(String word) {
        return switch (word) {
            case "", "shared", "standard" -> STANDARD;
            case "flex" -> FLEX;
            case "priority" -> PRIORITY;
            case "dedicated" -> PROVISIONED;
            default -> OTHER;
        };
    }
}
