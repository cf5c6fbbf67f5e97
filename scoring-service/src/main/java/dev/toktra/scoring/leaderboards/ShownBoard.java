package dev.toktra.scoring.leaderboards;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.scoring.viewing.Csv;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A leaderboard, or a page of it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Leaderboard")
record ShownBoard(
        @Schema(enumeration = {"named", "anonymised", "teams_only"})
        String privacy,

        @Schema(enumeration = {"named", "anonymised", "teams"})
        String view,

        @Schema(description = "null: the whole organisation") @Nullable
        UUID departmentId,

        @Nullable String department,

        @Schema(description = "the Monday of the snapshot; null of a view by name") @Nullable
        LocalDate windowStart,

        @Schema(description = "the last day before which nothing of it changes") @Nullable
        LocalDate windowEnd,

        @Schema(description = "the day at whose end the scores were computed; null: there are none yet") @Nullable
        LocalDate night,

        @Schema(description = "whether the group is not shown because it would tell of one to four people")
        boolean withheld,

        @Nullable Figures group,
        List<Line> items,
        @Nullable String nextCursor,
        boolean hasMore,
        long totalCount) {

    /** The scores of the whole group. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeaderboardGroup")
    record Figures(int scored, BigDecimal median, BigDecimal lowerQuartile, BigDecimal upperQuartile) {}

    /** A person or a team. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeaderboardLine")
    record Line(
            @Schema(description = "1 is the best; those with the same score share it", examples = "1")
            long rank,

            @Schema(description = "the last rank of the band that the rank is in", examples = "5")
            long rankTo,

            @Nullable UUID userId,

            @Schema(description = "the person's or team's", examples = "Ada Lovelace") @Nullable
            String name,

            @Schema(description = "new in each window", examples = "k7f2q") @Nullable
            String pseudonym,

            @Nullable UUID teamId,

            @Schema(description = "of a team, those with a score") @Nullable
            Integer people,

            @Schema(description = "the person's, or the median of the team's", examples = "71.3") @Nullable
            BigDecimal score,

            @Schema(description = "the band that the score is in", examples = "60") @Nullable
            Integer scoreFrom,

            @Nullable Integer scoreTo,

            @Schema(enumeration = {"up", "flat", "down"}) @Nullable
            String trend,

            @Schema(description = "whether it is the caller's own")
            boolean you) {

        static final String HEADER = Csv.line(
                "rank",
                "rank_to",
                "user_id",
                "name",
                "pseudonym",
                "team_id",
                "people",
                "score",
                "score_from",
                "score_to",
                "trend",
                "you");

        String csv() {
            return Csv.line(
                    rank, rankTo, userId, name, pseudonym, teamId, people, score, scoreFrom, scoreTo, trend, you);
        }
    }
}
