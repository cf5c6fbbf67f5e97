package dev.toktra.scoring.tiers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.scoring.tiers.rules.Access;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tiers of an organisation and the rules by which they change. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "TierList")
record ShownTiers(
        List<Item> items,
        @Nullable String nextCursor,
        boolean hasMore,
        long totalCount,
        Rules rules,

        @Schema(description = "the last night whose scores decided; null before the first one") @Nullable
        LocalDate night) {

    /** One tier. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "Tier")
    record Item(
            @Schema(enumeration = {"standard", "advanced", "premium"})
            String tier,

            @Schema(description = "the score from which a person has it")
            BigDecimal threshold,

            @Schema(examples = "[\"*-opus*\"]") List<String> patterns,

            @Schema(description = "null: the patterns are those of the installation") @Nullable
            Instant changedAt,

            @Schema(description = "active people whom the caller may see; null: not told") @Nullable
            Long people) {}

    /** When a tier changes. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TierRules")
    record Rules(
            int nights,
            BigDecimal margin,

            @Schema(description = "the tier that a model needs which no pattern names")
            String unnamedModelNeeds,

            int formulaVersion) {}

    /** What a request says of the models of a tier. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TierModels")
    record WantedModels(
            @Schema(description = "names of models in which * stands for anything", examples = "[\"*-opus*\", \"o1\"]")
            List<String> patterns,

            @Nullable String reason) {}

    /** A model that someone is about to use. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ModelAccessQuestion")
    record Asked(
            UUID userId, @Schema(examples = "claude-opus-5") String model) {}

    /** Whether a person may use a model; tier is null where the caller may not know it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ModelAccess")
    record Answer(
            @Schema(enumeration = {"allow", "deny"}) String decision,
            @Nullable String tier,
            String requiredTier,

            @Schema(description = "the pattern that names the model; null: none does") @Nullable
            String pattern,

            String reason) {

        static Answer of(Access access, boolean tierIsTold) {
            return new Answer(
                    access.allowed() ? "allow" : "deny",
                    tierIsTold ? access.tier().wire() : null,
                    access.required().wire(),
                    access.pattern(),
                    tierIsTold ? access.reason() : access.reasonOfModel());
        }
    }
}
