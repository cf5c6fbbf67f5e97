package dev.toktra.scoring.nights;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A computation of a night, as callers see it.
 *
 * @param day the last day that counts
 * @param requestedBy who asked for it; null where the night had begun
 * @param progress parts that are done, of all
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ScoreRun")
record ShownRun(
        UUID runId,
        LocalDate day,
        String zone,

        @Schema(enumeration = {"nightly", "catch_up", "on_demand"})
        String kind,

        @Schema(enumeration = {"queued", "running", "finished", "failed"})
        String state,

        @Nullable String requestedBy,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        List<Part> parts) {

    /** How far it is; total is null before a replica has taken it. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreRunProgress")
    record Progress(int finished, @Nullable Integer total) {}

    /**
     * A part of a run.
     *
     * @param results how many it computed; null until it is finished
     * @param error why it failed the last time
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreRunPart")
    record Part(
            String name,

            @Schema(enumeration = {"waiting", "running", "finished", "failed"})
            String state,

            int attempts,
            @Nullable Integer results,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error) {}

    /** A page of runs, latest first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScoreRunList")
    record Page(List<ShownRun> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}
}
