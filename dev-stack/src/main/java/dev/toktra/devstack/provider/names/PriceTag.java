package dev.toktra.devstack.provider.names;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/** US dollars for a million tokens of a model, by the name that the provider bills it under. */
public record PriceTag(
        Provider provider,
        String model,
        BigDecimal fresh,
        BigDecimal cacheRead,
        @JsonProperty("cache_write_5m") BigDecimal cacheWrite5m,
        @JsonProperty("cache_write_1h") BigDecimal cacheWrite1h,
        BigDecimal output) {

    private static final Map<String, String> MADE_UP =
            Map.of("opus", "5", "sonnet", "3", "haiku", "1", "embedding", "0.02", "mini", "0.15", "gpt-4", "2.5");

    public PriceTag {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        for (BigDecimal price : new BigDecimal[] {fresh, cacheRead, cacheWrite5m, cacheWrite1h, output}) {
            if (Objects.requireNonNull(price, "price").signum() < 0) {
                throw new IllegalArgumentException("no price is negative");
            }
        }
    }

    /** Where nobody said what a model costs: nothing in it is anybody's price list. */
    static PriceTag madeUp(Provider provider, String model) {
        BigDecimal fresh = new BigDecimal(MADE_UP.entrySet().stream()
                .filter(entry -> model.contains(entry.getKey()))
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse("1"));
        return new PriceTag(
                provider,
                model,
                fresh,
                fresh.multiply(new BigDecimal("0.1")),
                fresh.multiply(new BigDecimal("1.25")),
                fresh.multiply(BigDecimal.valueOf(2)),
                fresh.multiply(BigDecimal.valueOf(5)));
    }
}
