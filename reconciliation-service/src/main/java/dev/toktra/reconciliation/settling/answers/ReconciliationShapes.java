package dev.toktra.reconciliation.settling.answers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers as the OpenAPI document describes them. */
final class ReconciliationShapes {

    private ReconciliationShapes() {}

    @Schema(name = "ReconciliationTokens")
    record Tokens(long input, long output) {}

    @Schema(name = "ReconciliationCalls")
    record Calls(long requests, long input, long output) {}

    @Schema(
            name = "ReconciliationNotCounted",
            description = "What devices saw where the provider has said nothing yet.")
    record NotCounted(long cells, long input, long output) {}

    @Schema(name = "ReconciliationProviderCount", description = "What a provider does not report is null, never 0.")
    record ProviderCount(
            long input,
            long output,

            @Schema(name = "fresh_input", nullable = true) @Nullable
            Long freshInput,

            @Schema(name = "cache_read", nullable = true) @Nullable
            Long cacheRead,

            @Schema(name = "cache_write", nullable = true) @Nullable
            Long cacheWrite,

            @Schema(nullable = true) @Nullable Long requests) {}

    @Schema(
            name = "ReconciliationAmount",
            description = "Tokens with an 80 % interval; above 0 where the provider has more.")
    record Amount(long tokens, long low, long high) {}

    @Schema(name = "ReconciliationCause")
    record Cause(String cause, String rule, Amount input, Amount output, String rows) {}

    @Schema(name = "ReconciliationStates")
    record States(long estimated, long provisional, long reconciled, long restated) {}

    @Schema(name = "ReconciliationItem", description = "Cells together; their causes sum to their variance.")
    record Item(
            @Nullable LocalDate day,
            @Nullable Instant hour,
            @Nullable String provider,
            @Nullable String model,

            @Schema(name = "user_id", description = "A person, `unknown` or `unattributed`.") @Nullable
            String userId,

            @Schema(name = "user_email", nullable = true) @Nullable
            String userEmail,

            @Schema(name = "user_name", nullable = true) @Nullable
            String userName,

            @Schema(name = "department_id", nullable = true) @Nullable
            UUID departmentId,

            @Schema(name = "department_name", nullable = true) @Nullable
            String departmentName,

            @Schema(name = "team_id", nullable = true) @Nullable
            UUID teamId,

            @Schema(name = "team_name", nullable = true) @Nullable
            String teamName,

            long cells,
            String state,
            @Schema(nullable = true) @Nullable States states,

            @Schema(name = "provider_count", nullable = true) @Nullable
            ProviderCount providerCount,

            @Schema(name = "device_count") Calls deviceCount,
            @Schema(name = "not_counted_yet") NotCounted notCountedYet,
            @Schema(nullable = true) @Nullable Tokens variance,

            @Schema(description = "Null for people's and units' parts of cells.", nullable = true) @Nullable
            List<Cause> causes,

            @Schema(name = "duplicates_removed", nullable = true) @Nullable
            Calls duplicatesRemoved) {}

    @Schema(name = "ReconciliationList")
    record Page(
            List<Item> items,

            @Schema(name = "next_cursor", nullable = true) @Nullable
            String nextCursor,

            @Schema(name = "has_more") boolean hasMore,
            @Schema(name = "total_count") long totalCount,
            @Schema(name = "as_of") Instant asOf) {}

    @Schema(name = "ReconciliationFreshness")
    record Freshness(
            @Schema(name = "connection_id") UUID connectionId,
            String state,

            @Schema(name = "last_success_at", nullable = true) @Nullable
            Instant lastSuccessAt,

            @Schema(name = "settled_through", nullable = true) @Nullable
            Instant settledThrough) {}

    @Schema(
            name = "ReconciliationGroup",
            description = "What is of whole cells is null where groups are parts of people or units.")
    record Group(
            @Nullable LocalDate day,
            @Nullable Instant hour,
            @Nullable String provider,
            @Nullable String model,

            @Schema(name = "user_id", description = "A person, `unknown` or `unattributed`.") @Nullable
            String userId,

            @Schema(name = "user_email", nullable = true) @Nullable
            String userEmail,

            @Schema(name = "user_name", nullable = true) @Nullable
            String userName,

            @Schema(name = "department_id", nullable = true) @Nullable
            UUID departmentId,

            @Schema(name = "department_name", nullable = true) @Nullable
            String departmentName,

            @Schema(name = "team_id", nullable = true) @Nullable
            UUID teamId,

            @Schema(name = "team_name", nullable = true) @Nullable
            String teamName,

            long cells,
            String state,
            @Schema(nullable = true) @Nullable States states,

            @Schema(name = "provider_count", nullable = true) @Nullable
            ProviderCount providerCount,

            @Schema(name = "device_count") Calls deviceCount,
            @Schema(name = "not_counted_yet") NotCounted notCountedYet,
            @Schema(nullable = true) @Nullable Tokens variance,
            @Schema(name = "reconciled_tokens") Tokens reconciledTokens,
            @Schema(name = "estimated_tokens") Tokens estimatedTokens,

            @Schema(
                    name = "coverage_percent",
                    description = "Null for parts of people and units: which of their tokens devices missed is known of"
                            + " whole cells only.",
                    nullable = true)
            @Nullable
            BigDecimal coveragePercent,

            @Schema(
                    name = "drift_percent",
                    description = "Null for parts of people and units, as causes are of whole cells.",
                    nullable = true)
            @Nullable
            BigDecimal driftPercent,

            @Schema(name = "unattributed_percent", nullable = true) @Nullable
            BigDecimal unattributedPercent,

            @Schema(description = "Of a provider's connections; null where groups are not of one.", nullable = true)
            @Nullable
            List<Freshness> freshness,

            @Schema(nullable = true) @Nullable List<Cause> causes,

            @Schema(name = "duplicates_removed", nullable = true) @Nullable
            Calls duplicatesRemoved) {}

    @Schema(
            name = "ReconciliationAttribution",
            description =
                    "All that providers counted in these days, of this provider and model: people's parts, of devices"
                            + " and accounts of nobody known, and what nobody can be named for. The three sum to the whole.")
    record Attribution(
            @Schema(name = "provider_count") Tokens providerCount,
            Tokens people,
            Tokens unknown,
            Tokens unattributed,

            @Schema(name = "unattributed_percent", nullable = true) @Nullable
            BigDecimal unattributedPercent) {}

    @Schema(name = "ReconciliationSummary")
    record Summary(
            List<Group> items,

            @Schema(name = "next_cursor", nullable = true) @Nullable
            String nextCursor,

            @Schema(name = "has_more") boolean hasMore,
            @Schema(name = "total_count") long totalCount,

            @Schema(description = "Null for leads and members, who do not see the whole.", nullable = true) @Nullable
            Attribution attribution,

            @Schema(name = "as_of") Instant asOf) {}

    @Schema(name = "ReconciliationExcess")
    record Excess(
            String provider,

            @Schema(name = "user_id", description = "`unnamed` for all whom the provider does not name.")
            String userId,

            Instant since,
            Instant last,
            long hours,
            List<String> models,
            Tokens above,
            Tokens counted,
            String meaning) {}

    @Schema(name = "ReconciliationShadowKey")
    record ShadowKey(
            String provider,
            @Schema(name = "key_id") String keyId,

            @Schema(name = "key_name", nullable = true) @Nullable
            String keyName,

            @Schema(name = "owner_email", nullable = true) @Nullable
            String ownerEmail,

            Instant since,
            Instant last,
            long hours,
            List<String> models,
            long tokens,
            @Schema(name = "unseen_tokens") long unseenTokens,
            String meaning) {}

    @Schema(name = "ReconciliationSignals")
    record Signals(
            @Schema(name = "device_above_provider") List<Excess> deviceAboveProvider,
            @Schema(name = "keys_without_device") List<ShadowKey> keysWithoutDevice,
            @Schema(name = "as_of") Instant asOf) {}

    @Schema(name = "CalibrationInterval", description = "A factor with its 80 % interval.")
    record Interval(double factor, double low, double high) {}

    @Schema(name = "CalibrationFactor")
    record Factor(
            String provider,
            String model,
            @Schema(name = "token_source") String tokenSource,
            String client,
            int comparisons,
            Interval input,
            Interval output,
            @Schema(name = "computed_at") Instant computedAt) {}

    @Schema(name = "CalibrationList")
    record Factors(
            List<Factor> items, @Schema(name = "as_of") Instant asOf) {}
}
