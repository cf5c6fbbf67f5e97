package dev.toktra.reconciliation.providers.pricing.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A price as it is shown, in US dollars per million tokens.
 *
 * @param model the model's one name, or a pattern in which {@code *} stands for anything
 * @param validFrom null: since ever
 * @param validUntil the first day on which it no longer holds; null: until further notice
 * @param cacheRead null: as input, like cacheWrite; cacheWrite1h as cacheWrite
 * @param overridden whether it is the operator's own
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Price")
record ShownPrice(
        String priceId,
        String provider,
        String model,
        String tier,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        BigDecimal input,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite,
        @JsonProperty("cache_write_1h") @Nullable BigDecimal cacheWrite1h,
        BigDecimal output,
        String source,
        boolean overridden) {

    /** A page of prices. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PriceList")
    record Page(List<ShownPrice> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** Tokens of a model; null where the provider has none of it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "UnpricedTokens")
    record Tokens(long input, long output) {}

    /**
     * A model that was used and has no price.
     *
     * @param estimated what devices saw; null: nothing
     * @param reconciled what the provider counted; null: nothing
     * @param lastDay the last day of its use, in the organisation's zone
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "UnpricedModel")
    record Unpriced(
            String provider,
            String model,
            String tier,
            @Nullable Tokens estimated,
            @Nullable Tokens reconciled,
            LocalDate lastDay) {}

    /** Models without a price, those with most tokens first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "UnpricedModelList")
    record UnpricedList(LocalDate since, List<Unpriced> items) {}
}
