package dev.toktra.reconciliation.settling.answers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers about kept ranges as the OpenAPI document describes them. */
final class RunShapes {

    private RunShapes() {}

    @Schema(name = "ReconciliationRunWanted", description = "UTC days, both included; at most 100.")
    record Wanted(
            @Schema(name = "start_date", required = true) LocalDate startDate,
            @Schema(name = "end_date", required = true) LocalDate endDate,
            @Schema(nullable = true) @Nullable String provider) {}

    @Schema(name = "ReconciliationRunRow")
    record Row(
            String provider,
            LocalDate day,
            String model,

            @Schema(name = "provider_input", nullable = true) @Nullable
            Long providerInput,

            @Schema(name = "provider_output", nullable = true) @Nullable
            Long providerOutput,

            @Schema(name = "device_input") long deviceInput,
            @Schema(name = "device_output") long deviceOutput,
            long cells,
            long settled) {}

    @Schema(name = "ReconciliationRun")
    record Run(
            @Schema(name = "run_id") UUID runId,
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            @Schema(nullable = true) @Nullable String provider,
            @Schema(name = "as_of") Instant asOf,
            @Schema(name = "requested_by") String requestedBy,
            @Schema(name = "rules_hash") String rulesHash,
            @Schema(name = "input_hash") String inputHash,
            @Schema(name = "result_hash") String resultHash,
            List<Row> rows) {}

    @Schema(name = "ReconciliationRunDifference")
    record Difference(
            @Schema(nullable = true) @Nullable Row then,
            @Schema(nullable = true) @Nullable Row now) {}

    @Schema(name = "ReconciliationRunRecomputed", description = "`same` or `different` from when the range was kept.")
    record Recomputed(String result, String rules, String inputs, String meaning, List<Difference> differences) {}

    @Schema(name = "ReconciliationRunChecked")
    record Checked(
            @Schema(name = "run_id") UUID runId,
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            @Schema(nullable = true) @Nullable String provider,
            @Schema(name = "as_of") Instant asOf,
            @Schema(name = "requested_by") String requestedBy,
            @Schema(name = "rules_hash") String rulesHash,
            @Schema(name = "input_hash") String inputHash,
            @Schema(name = "result_hash") String resultHash,
            List<Row> rows,
            Recomputed recomputed) {}

    @Schema(name = "ReconciliationRunLine")
    record Line(
            @Schema(name = "run_id") UUID runId,
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            @Schema(nullable = true) @Nullable String provider,
            @Schema(name = "as_of") Instant asOf,
            @Schema(name = "requested_by") String requestedBy,
            @Schema(name = "rules_hash") String rulesHash,
            @Schema(name = "input_hash") String inputHash,
            @Schema(name = "result_hash") String resultHash,
            long lines) {}

    @Schema(name = "ReconciliationRunList")
    record Page(
            List<Line> items,

            @Schema(name = "next_cursor", nullable = true) @Nullable
            String nextCursor,

            @Schema(name = "has_more") boolean hasMore,
            @Schema(name = "total_count") long totalCount) {}
}
