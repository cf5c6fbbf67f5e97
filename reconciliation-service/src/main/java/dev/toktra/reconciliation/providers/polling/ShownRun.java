package dev.toktra.reconciliation.providers.polling;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One read of a provider, as administrators see it.
 *
 * @param outcome running, complete, failed, or lost where another replica took over
 * @param missing rows that a complete read did not have for the first time; their values stay
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ProviderRun")
record ShownRun(
        UUID runId,
        String source,
        String span,
        @Nullable Instant windowStart,
        @Nullable Instant windowEnd,
        @Nullable String width,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long durationMs,
        String outcome,
        @Nullable String failure,
        @Nullable String words,
        List<String> remarks,
        int pages,
        int rows,
        int dropped,
        int inserted,
        int changed,
        int missing,
        int retracted) {

    /** A page of runs, latest first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ProviderRunList")
    record Page(List<ShownRun> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** How many reports are read as soon as a reader is free. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ProviderPoll")
    record Queued(int queued) {}
}
