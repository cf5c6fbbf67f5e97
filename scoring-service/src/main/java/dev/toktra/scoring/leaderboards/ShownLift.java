package dev.toktra.scoring.leaderboards;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A privacy officer's act of lifting anonymity for a while. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "AnonymityLift")
record ShownLift(
        UUID liftId,
        @Schema(description = "the privacy officer's id") String who,

        @Schema(description = "with those below it; null: the whole organisation") @Nullable
        UUID departmentId,

        String reason,
        Instant liftedAt,
        Instant endsAt) {

    /** What a privacy officer sends. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AnonymityLiftWish")
    record Wish(
            @Nullable UUID departmentId,

            @Schema(minLength = 10, maxLength = 500, examples = "Complaint 4711 about a bonus")
            String reason) {}

    /** A page of lifts, latest first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AnonymityLiftList")
    record Page(List<ShownLift> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}
}
