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

    @Schema(
            name = "ReconciliationRunNow",
            description = "What is stored: `same` or `different` from when the range was kept.")
    record Now(String result, String rules, String inputs, List<Difference> differences) {}

    @Schema(name = "ReconciliationRunDay", description = "A provider's UTC day settled again.", example = """
                    {"provider": "openai", "day": "2026-03-02", "result": "same", "stored": "same", "inputs": "same",
                     "changed": [], "waiting": false, "frozen_hours": 0, "meaning": "The same inputs give the same result."}""")
    record Day(
            String provider,
            LocalDate day,

            @Schema(description = "`same` where what the run kept gives what came out then, else `different`")
            String result,

            @Schema(description = "`same` where what is stored is what its inputs of now give, else `different`")
            String stored,

            @Schema(description = "`same` or `changed`") String inputs,

            @Schema(
                    description =
                            "What the run does not keep and is not the same any more: `figures`, `devices`, `people`,"
                                    + " `calendar`, `names`, `places`, `removed`")
            List<String> changed,

            @Schema(description = "Whether the day was marked to be settled when the run was made, or is now")
            boolean waiting,

            @Schema(
                    name = "frozen_hours",
                    description = "Hours that stay as they were settled, whatever they came from")
            int frozenHours,

            String meaning) {}

    @Schema(
            name = "ReconciliationRunRecomputed",
            description = "Days of the range settled again; of all of them together.")
    record Recomputed(
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            String result,
            String stored,
            String inputs,
            List<String> changed,
            List<Day> days) {}

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
            Now now,
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
