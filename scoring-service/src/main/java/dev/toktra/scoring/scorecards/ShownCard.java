package dev.toktra.scoring.scorecards;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.scoring.viewing.Csv;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a person or group has adopted AI tools, as callers see it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Scorecard")
record ShownCard(
        @Schema(enumeration = {"employee", "team", "department", "organisation"})
        String level,

        @Schema(description = "the person's, team's, department's or organisation's")
        UUID id,

        @Schema(examples = "Research") String name,

        @Schema(description = "an employee's of that day, a team's own, the one above a department") @Nullable
        UUID departmentId,

        @Nullable UUID teamId,

        @Schema(description = "the last day that counts") LocalDate date,

        Adoption adoption,
        Tokens tokens,
        Models models,

        @Schema(
                description = "share of the tokens of 30 days by provider",
                examples = "{\"anthropic\": 0.6, \"openai\": 0.4}")
        Map<String, BigDecimal> providers,

        Efficiency efficiency,

        @Schema(description = "the newest day with counts that a provider confirmed") @Nullable
        LocalDate settledUntil,

        int formulaVersion,
        Instant computedAt) {

    /** Who of those that are meant to use AI tools does. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScorecardAdoption")
    record Adoption(
            @Schema(description = "people who are meant to use AI tools on that day")
            int eligible,

            @Schema(description = "of them, those with usage in 7 days") @JsonProperty("active_7")
            int active7,

            @JsonProperty("active_30") int active30,
            @JsonProperty("active_90") int active90,

            @Schema(description = "active in 30 days by eligible; null where nobody is", examples = "0.75") @Nullable
            BigDecimal rate) {}

    /** Consumption. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScorecardTokens")
    record Tokens(
            @Schema(description = "of 30 days") long total,

            @Schema(description = "of 13 weeks, the oldest first; null of weeks before the first facts")
            List<@Nullable Long> weeks,

            @Schema(description = "tokens a week more from week to week, the median of all pairs of weeks") @Nullable
            BigDecimal slope,

            @Schema(description = "of the 80 % interval") @Nullable
            BigDecimal slopeLow,

            @Nullable BigDecimal slopeHigh,

            @Schema(description = "part of the total that providers confirmed") @Nullable
            BigDecimal settledShare) {}

    /** How many models, in 30 days. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScorecardModels")
    record Models(
            int distinct,

            @Schema(description = "as many equally used models would be spread alike", examples = "2.4") @Nullable
            BigDecimal effective) {}

    /** The person's efficiency score, or the median of the group's. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScorecardEfficiency")
    record Efficiency(
            @Schema(description = "whether privacy keeps it from the caller")
            boolean withheld,

            @Schema(description = "people with a score") @Nullable
            Integer scored,

            @Nullable BigDecimal score,

            @Schema(description = "against 30 days before") @JsonProperty("change_30") @Nullable
            BigDecimal change30,

            @JsonProperty("change_90") @Nullable BigDecimal change90) {}

    /** A page of cards by name. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScorecardList")
    record Page(
            @Schema(description = "the last day that counts; null: there are no cards yet") @Nullable
            LocalDate date,

            List<ShownCard> items,
            @Nullable String nextCursor,
            boolean hasMore,
            long totalCount) {}

    static final String HEADER = Csv.line(
            "level",
            "id",
            "name",
            "department_id",
            "team_id",
            "date",
            "eligible",
            "active_7",
            "active_30",
            "active_90",
            "adoption_rate",
            "tokens",
            "slope",
            "slope_low",
            "slope_high",
            "settled_share",
            "models",
            "effective_models",
            "scored",
            "score",
            "score_change_30",
            "score_change_90");

    String csv() {
        return Csv.line(
                level,
                id,
                name,
                departmentId,
                teamId,
                date,
                adoption.eligible(),
                adoption.active7(),
                adoption.active30(),
                adoption.active90(),
                adoption.rate(),
                tokens.total(),
                tokens.slope(),
                tokens.slopeLow(),
                tokens.slopeHigh(),
                tokens.settledShare(),
                models.distinct(),
                models.effective(),
                efficiency.scored(),
                efficiency.score(),
                efficiency.change30(),
                efficiency.change90());
    }
}
