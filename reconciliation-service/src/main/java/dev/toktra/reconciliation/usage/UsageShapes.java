package dev.toktra.reconciliation.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers as the OpenAPI document describes them; a test holds what is answered to them. */
final class UsageShapes {

    private UsageShapes() {}

    @Schema(name = "TokenParts", description = "Tokens; a part that its source does not report is null, never 0.")
    record TokenParts(
            @Nullable Long input,
            @Nullable Long output,
            @Schema(name = "fresh_input") @Nullable Long freshInput,
            @Schema(name = "cache_read") @Nullable Long cacheRead,
            @Schema(name = "cache_write") @Nullable Long cacheWrite,
            @Nullable Long reasoning) {}

    @Schema(name = "UsageFigures", description = "Figures that are not known are null, never 0.")
    record Figures(
            @Schema(name = "total_requests") long totalRequests,

            @Schema(name = "total_input_tokens", description = "By the asked source.") @Nullable
            Long totalInputTokens,

            @Schema(name = "total_output_tokens", description = "By the asked source.") @Nullable
            Long totalOutputTokens,

            @Schema(name = "estimated_cost_usd") @Nullable BigDecimal estimatedCostUsd,
            @Schema(name = "reconciled_cost_usd") @Nullable BigDecimal reconciledCostUsd,

            @Schema(description = "The least settled part.", enumeration = "estimated")
            String status,

            @Schema(name = "settled_share", description = "0 to 1.")
            BigDecimal settledShare,

            @Schema(description = "The devices' count.") TokenParts estimated,

            @Schema(description = "The devices' count, corrected.") @Nullable
            TokenParts calibrated,

            @Schema(description = "The provider's count.") @Nullable
            TokenParts reconciled) {}

    @Schema(name = "UsageItem", allOf = Figures.class, description = "Has the members of what it is grouped by.")
    record Item(
            @Schema(description = "First day of the period; hourly: its beginning with offset.")
            String period,

            @Schema(name = "user_id", description = "A person, or `unknown`.")
            String userId,

            @Schema(name = "user_email") @Nullable String userEmail,
            @Schema(name = "user_name") @Nullable String userName,
            String model,
            String provider,
            @Schema(name = "department_id") @Nullable UUID departmentId,
            @Schema(name = "department_name") @Nullable String departmentName,
            @Schema(name = "team_id") @Nullable UUID teamId,
            @Schema(name = "team_name") @Nullable String teamName,
            String application) {}

    @Schema(name = "Freshness", description = "How current a provider's own count is.")
    record Fresh(
            String provider,
            @Schema(name = "connection_id") @Nullable UUID connectionId,

            @Schema(enumeration = {"fresh", "stale", "missing", "not_connected"})
            String state,

            @Schema(name = "last_success_at") @Nullable Instant lastSuccessAt,
            @Schema(name = "settled_through") @Nullable LocalDate settledThrough) {}

    @Schema(name = "UsagePage")
    record Page(
            List<Item> items,
            @Schema(name = "next_cursor") @Nullable String nextCursor,
            @Schema(name = "has_more") boolean hasMore,

            @Schema(name = "total_count", description = "Lines of the whole list.")
            long totalCount,

            List<Fresh> freshness,
            @Schema(name = "as_of") Instant asOf) {}

    @Schema(name = "UsageTotals", allOf = Figures.class)
    record Totals(
            @Schema(name = "active_users") long activeUsers,

            @Schema(name = "unknown_identities", description = "Accounts and devices of nobody known on the day.")
            long unknownIdentities) {}

    @Schema(name = "UsageByProvider", allOf = Figures.class)
    record ByProvider(String provider) {}

    @Schema(name = "UsageOverTime", allOf = Figures.class)
    record OverTime(LocalDate period) {}

    @Schema(name = "UsageTopUser", allOf = Figures.class)
    record TopUser(
            @Schema(name = "user_id") UUID userId,
            @Schema(name = "user_email") @Nullable String userEmail,
            @Schema(name = "user_name") @Nullable String userName,

            @Schema(name = "share_of_highest", description = "0 to 1.") @Nullable
            BigDecimal shareOfHighest) {}

    @Schema(
            name = "UsageChange",
            description = "By how much it grew, as a part: 0.25 is a quarter; null after nothing.")
    record Change(
            @Schema(name = "total_requests") @Nullable BigDecimal totalRequests,
            @Schema(name = "total_input_tokens") @Nullable BigDecimal totalInputTokens,
            @Schema(name = "total_output_tokens") @Nullable BigDecimal totalOutputTokens) {}

    @Schema(name = "UsageBefore", allOf = Figures.class, description = "As many days, whole weeks before.")
    record Before(
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            Change change) {}

    @Schema(name = "UsageSummary")
    record Summary(
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            String zone,
            Totals totals,
            @Schema(name = "by_provider") List<ByProvider> byProvider,
            @Schema(name = "over_time") List<OverTime> overTime,
            @Schema(name = "top_users") List<TopUser> topUsers,

            @Schema(name = "unknown_user", description = "What nobody is known for.") @Nullable
            Figures unknownUser,

            Before previous,
            List<Fresh> freshness,
            @Schema(name = "as_of") Instant asOf) {}
}
