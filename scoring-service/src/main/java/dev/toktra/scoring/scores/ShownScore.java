package dev.toktra.scoring.scores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Scores as callers see them; what is not known is null. */
final class ShownScore {

    private ShownScore() {}

    /** A person's score of a night. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "Score")
    record Item(
            UUID userId,
            String name,

            @Schema(enumeration = {"scored", "insufficient_data"})
            String state,

            @Schema(examples = "71.4", description = "0 to 100; null while there is too little usage") @Nullable
            BigDecimal score,

            @Schema(description = "The 80 % interval's lower bound") @Nullable
            BigDecimal low,

            @Schema(description = "The 80 % interval's upper bound") @Nullable
            BigDecimal high,

            @Schema(
                    enumeration = {"up", "flat", "down"},
                    description = "Against 30 days before")
            @Nullable
            String trend,

            @Nullable BigDecimal change,
            @Nullable UUID departmentId,
            @Nullable UUID teamId,
            int activeDays,
            long requests,

            @Schema(description = "Share of cost-weighted tokens that providers have counted") @Nullable
            BigDecimal settledShare,

            @Nullable Highlight highlight) {}

    /** The one change that would raise a score most. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreHighlight")
    record Highlight(String component, BigDecimal value, BigDecimal target, BigDecimal gain, String words) {}

    /** What a component brought. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreComponent", description = "One without data has weight 0; the others weigh more then.")
    record Component(
            @Schema(enumeration = {"productive_output", "waste", "cache_reuse", "model_fit"})
            String component,

            @Schema(enumeration = {"outcomes", "output_tokens", "wasted_share", "cached_share", "trifles_to_top"})
            String measuredBy,

            @Nullable BigDecimal value,

            @Schema(description = "Among the peers, higher the better") @Nullable
            BigDecimal percentile,

            @Schema(description = "Drawn towards 50 by few active days") @Nullable
            BigDecimal shrunk,

            BigDecimal weight,

            @Schema(description = "Points; the sum of all is the score")
            BigDecimal contribution,

            @Schema(enumeration = {"department", "organisation"}) @Nullable
            String comparedWith,

            @Nullable Integer peers) {}

    /** From what and how a score was computed. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreBasis")
    record Basis(
            LocalDate firstDay,
            LocalDate lastDay,

            @Schema(description = "The last day until which all usage is settled") @Nullable
            LocalDate settledThrough,

            @Schema(description = "Rows of daily facts of the organisation")
            long facts,

            @Schema(description = "USD, the median price of the organisation's tokens") @Nullable
            BigDecimal tokenPrice,

            int formulaVersion,
            @Schema(implementation = Object.class) JsonNode parameters,

            @Schema(description = "Computed later than that night")
            boolean backfilled,

            Instant computedAt) {}

    /** A score explained. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreExplained")
    record Explained(LocalDate night, Item score, List<Component> components, Basis basis) {}

    /** How people of a unit, or all, score. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "UnitScore", description = "Withheld where it would tell of single people that are not to be named.")
    record Unit(
            @Schema(enumeration = {"organisation", "department", "team"})
            String level,

            UUID unitId,
            boolean withheld,
            @Nullable Integer people,
            @Nullable Integer scored,
            @Nullable BigDecimal median,
            @Nullable BigDecimal lowerQuartile,
            @Nullable BigDecimal upperQuartile) {}

    /** A page of scores of one night. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreList")
    record Page(
            @Schema(description = "The last day that counts; null before the first night") @Nullable
            LocalDate night,

            @Nullable Unit unit,
            List<Item> items,
            @Nullable String nextCursor,
            boolean hasMore,
            long totalCount) {}

    /** A score in a history. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PastScore")
    record Past(
            LocalDate night,
            String state,
            @Nullable BigDecimal score,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String trend,
            @Nullable BigDecimal change,
            boolean backfilled,
            int formulaVersion) {}

    /** A page of a history, latest night first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreHistory")
    record History(UUID userId, List<Past> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}
}
