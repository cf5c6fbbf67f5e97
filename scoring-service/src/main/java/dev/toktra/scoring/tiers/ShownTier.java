package dev.toktra.scoring.tiers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.scoring.tiers.rules.Climb;
import dev.toktra.scoring.tiers.rules.Exemption;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tier of a person as callers see it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "PersonTier")
record ShownTier(
        UUID userId,

        @Schema(enumeration = {"standard", "advanced", "premium"})
        String tier,

        LocalDate since,
        String reason,

        @Schema(
                enumeration = {"standard", "advanced", "premium"},
                description = "by scores, whatever an override says")
        String earnedTier,

        @Nullable Overridden override,

        @Schema(description = "of the latest night; null where there is too little usage") @Nullable
        BigDecimal score,

        @Nullable LocalDate night,

        @Schema(description = "nights in a row that are below the earned tier's threshold; at nights_needed it falls")
        int nightsBelow,

        int nightsNeeded,

        @Schema(description = "null for premium") @Nullable Next next,

        int formulaVersion) {

    /** An administrator's word that holds instead of the scores. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TierOverride")
    record Overridden(
            @Schema(enumeration = {"standard", "advanced", "premium"})
            String tier,

            String reason,
            String setBy,
            Instant setAt,
            Instant expiresAt) {

        static @Nullable Overridden of(@Nullable Exemption override) {
            return override == null
                    ? null
                    : new Overridden(
                            override.tier().wire(), override.reason(), override.by(), override.at(), override.until());
        }
    }

    /** What is missing to the next tier. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "NextTier")
    record Next(
            @Schema(enumeration = {"advanced", "premium"}) String tier,
            BigDecimal threshold,
            int nights,
            int nightsNeeded,

            @Schema(examples = "The score 63.2 is 11.8 below 75.")
            String missing) {

        static Next of(Climb climb) {
            return new Next(
                    climb.tier().wire(), climb.threshold(), climb.nights(), climb.nightsNeeded(), climb.missing());
        }
    }

    /** Something that happened to a person's tier. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TierChange")
    record Change(
            UUID changeId,
            Instant at,
            LocalDate day,

            @Schema(enumeration = {"promoted", "demoted", "override_set", "override_removed", "override_expired"})
            String kind,

            String fromTier,
            String toTier,
            String reason,
            @Schema(description = "who; system: the rules") String actor) {}

    /** A page of changes, latest first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "TierChangeList")
    record History(List<Change> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** What a request says of an override. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "NewTierOverride")
    record WantedOverride(
            @Schema(enumeration = {"standard", "advanced", "premium"})
            String tier,

            @Schema(examples = "Leads the migration until the end of the year")
            String reason,

            @Schema(description = "at most 366 days from now")
            Instant expiresAt) {}
}
