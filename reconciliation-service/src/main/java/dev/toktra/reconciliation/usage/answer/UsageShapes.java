package dev.toktra.reconciliation.usage.answer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers as the OpenAPI document describes them; a test holds what is answered to them. */
public final class UsageShapes {

    private UsageShapes() {}

    @Schema(name = "TokenParts", description = "Tokens; a part that its source does not report is null, never 0.")
    public record TokenParts(
            @Schema(nullable = true) @Nullable Long input,
            @Schema(nullable = true) @Nullable Long output,

            @Schema(name = "fresh_input", nullable = true) @Nullable
            Long freshInput,

            @Schema(name = "cache_read", nullable = true) @Nullable
            Long cacheRead,

            @Schema(name = "cache_write", nullable = true) @Nullable
            Long cacheWrite,

            @Schema(nullable = true) @Nullable Long reasoning) {}

    @Schema(
            name = "UsageFigures",
            description = "Figures that are not known are null, never 0.",
            requiredProperties = {
                "total_requests",
                "total_input_tokens",
                "total_output_tokens",
                "total_cost_usd",
                "unpriced_tokens",
                "estimated_cost_usd",
                "reconciled_cost_usd",
                "status",
                "settled_share",
                "estimated",
                "calibrated",
                "reconciled"
            })
    public record Figures(
            @Schema(
                    name = "total_requests",
                    description = "The devices'; for `reconciled` the provider's.",
                    nullable = true)
            @Nullable
            Long totalRequests,

            @Schema(name = "total_input_tokens", description = "By the asked source.", nullable = true) @Nullable
            Long totalInputTokens,

            @Schema(name = "total_output_tokens", description = "By the asked source.", nullable = true) @Nullable
            Long totalOutputTokens,

            @Schema(
                    name = "total_cost_usd",
                    description = "By the asked source, of what has a price; null where nothing has.",
                    nullable = true)
            @Nullable
            BigDecimal totalCostUsd,

            @Schema(
                    name = "unpriced_tokens",
                    description = "By the asked source: tokens that no price is known for, which no cost holds.",
                    nullable = true)
            @Nullable
            Long unpricedTokens,

            @Schema(name = "estimated_cost_usd", description = "Of the devices' count.", nullable = true) @Nullable
            BigDecimal estimatedCostUsd,

            @Schema(
                    name = "reconciled_cost_usd",
                    description = "Of the provider's count, as far as it is settled.",
                    nullable = true)
            @Nullable
            BigDecimal reconciledCostUsd,

            @Schema(
                    description = "Of the least settled part.",
                    enumeration = {"estimated", "provisional", "restated", "reconciled"})
            String status,

            @Schema(
                    name = "settled_share",
                    description = "How much of the best count is settled, 0 to 1; 1 only where all of it is.")
            BigDecimal settledShare,

            @Schema(description = "The devices' count.", nullable = true) @Nullable
            TokenParts estimated,

            @Schema(description = "The devices' count, corrected; null while there is no factor.", nullable = true)
            @Nullable
            TokenParts calibrated,

            @Schema(description = "The provider's count, of what is settled.", nullable = true) @Nullable
            TokenParts reconciled) {}

    @Schema(name = "UsageItem", allOf = Figures.class, description = "Has the members of what it is grouped by.")
    public record Item(
            @Schema(description = "First day of the period; hourly: its beginning with offset.")
            String period,

            @Schema(name = "user_id", description = "A person, `unknown` or `unattributed`.")
            String userId,

            @Schema(name = "user_email", nullable = true) @Nullable
            String userEmail,

            @Schema(name = "user_name", nullable = true) @Nullable
            String userName,

            String model,
            String provider,

            @Schema(name = "department_id", nullable = true) @Nullable
            UUID departmentId,

            @Schema(name = "department_name", nullable = true) @Nullable
            String departmentName,

            @Schema(name = "team_id", nullable = true) @Nullable
            UUID teamId,

            @Schema(name = "team_name", nullable = true) @Nullable
            String teamName,

            String application) {}

    @Schema(name = "Freshness", description = "How current a provider's own count is.")
    public record Fresh(
            String provider,

            @Schema(name = "connection_id", nullable = true) @Nullable
            UUID connectionId,

            @Schema(enumeration = {"fresh", "stale", "missing", "not_connected"})
            String state,

            @Schema(name = "last_success_at", nullable = true) @Nullable
            Instant lastSuccessAt,

            @Schema(name = "settled_through", nullable = true) @Nullable
            Instant settledThrough) {}

    @Schema(
            name = "UsagePage",
            requiredProperties = {"items", "next_cursor", "has_more", "total_count", "freshness", "as_of"})
    public record Page(
            List<Item> items,

            @Schema(name = "next_cursor", nullable = true) @Nullable
            String nextCursor,

            @Schema(name = "has_more") boolean hasMore,

            @Schema(name = "total_count", description = "Lines of the whole list.")
            long totalCount,

            List<Fresh> freshness,
            @Schema(name = "as_of") Instant asOf) {}

    @Schema(name = "UsageTotals", allOf = Figures.class)
    public record Totals(
            @Schema(name = "active_users") long activeUsers,

            @Schema(name = "unknown_identities", description = "Accounts and devices of nobody known on the day.")
            long unknownIdentities) {}

    @Schema(name = "UsageByProvider", allOf = Figures.class)
    public record ByProvider(String provider) {}

    @Schema(name = "UsageOverTime", allOf = Figures.class)
    public record OverTime(LocalDate period) {}

    @Schema(name = "UsageTopUser", allOf = Figures.class)
    public record TopUser(
            @Schema(name = "user_id") UUID userId,

            @Schema(name = "user_email", nullable = true) @Nullable
            String userEmail,

            @Schema(name = "user_name", nullable = true) @Nullable
            String userName,

            @Schema(name = "share_of_highest", description = "0 to 1.", nullable = true) @Nullable
            BigDecimal shareOfHighest) {}

    @Schema(
            name = "UsageChange",
            description = "By how much it grew, as a part: 0.25 is a quarter; null after nothing.")
    public record Change(
            @Schema(name = "total_requests", nullable = true) @Nullable
            BigDecimal totalRequests,

            @Schema(name = "total_input_tokens", nullable = true) @Nullable
            BigDecimal totalInputTokens,

            @Schema(name = "total_output_tokens", nullable = true) @Nullable
            BigDecimal totalOutputTokens) {}

    @Schema(name = "UsageBefore", allOf = Figures.class, description = "As many days, whole weeks before.")
    public record Before(
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            Change change) {}

    @Schema(name = "UsageSummary")
    public record Summary(
            @Schema(name = "start_date") LocalDate startDate,
            @Schema(name = "end_date") LocalDate endDate,
            String zone,
            Totals totals,
            @Schema(name = "by_provider") List<ByProvider> byProvider,
            @Schema(name = "over_time") List<OverTime> overTime,
            @Schema(name = "top_users") List<TopUser> topUsers,

            @Schema(name = "unknown_user", description = "What nobody is known for.", nullable = true) @Nullable
            Figures unknownUser,

            @Schema(description = "What only providers counted, for nobody that could be named.", nullable = true)
            @Nullable
            Figures unattributed,

            Before previous,
            List<Fresh> freshness,
            @Schema(name = "as_of") Instant asOf) {}
}
