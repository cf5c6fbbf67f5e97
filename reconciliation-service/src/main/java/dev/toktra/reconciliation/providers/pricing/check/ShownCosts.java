package dev.toktra.reconciliation.providers.pricing.check;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Cost;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Line;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.ModelLine;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.State;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Total;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Costs of reconciled tokens by our prices beside what providers bill; all amounts are US dollars, all days of UTC. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "CostCheck")
record ShownCosts(
        LocalDate startDate,
        LocalDate endDate,
        List<Sum> providers,
        List<Day> days,

        @Schema(
                description = "A page of what `group_by` asks for, else null: what tokens cost by the price table.",
                implementation = ShownCosts.Groups.class,
                nullable = true)
        @JsonRawValue
        @Nullable
        String groups,

        @Schema(
                description =
                        "Whose all costs of these days are, of this provider and model; null for leads and members, who"
                                + " do not see them.",
                implementation = ShownCosts.Attribution.class,
                nullable = true)
        @JsonRawValue
        @Nullable
        String attribution) {

    /** A page of groups. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostGroupList")
    record Groups(List<Group> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /**
     * What tokens cost together, with what they are grouped by.
     *
     * @param usd of those that have a price; null where none has
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostGroup")
    record Group(
            @Nullable LocalDate day,
            @Nullable Instant hour,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String userId,
            @Nullable String userEmail,
            @Nullable String userName,
            @Nullable UUID departmentId,
            @Nullable String departmentName,
            @Nullable UUID teamId,
            @Nullable String teamName,
            @Nullable BigDecimal usd,
            long tokens,
            long unpricedTokens) {}

    /** How much of all costs is people's, of devices and accounts of nobody known, and nobody's: the three sum to all. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostAttribution")
    record Attribution(Part all, Part people, Part unknown, Part unattributed) {}

    /** A part of all costs. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostPart")
    record Part(@Nullable BigDecimal usd, long tokens, long unpricedTokens) {}

    /**
     * The days of a provider that could be compared.
     *
     * @param usd by our prices, of what has one; of all days where the bill is not told for what is asked for
     * @param billedUsd what the provider bills for tokens, otherUsd for anything else
     * @param differenceUsd what the provider bills more
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostCheckProvider")
    record Sum(
            String provider,
            String state,
            int comparedDays,
            @Nullable BigDecimal usd,
            long unpricedTokens,
            @Nullable BigDecimal billedUsd,
            @Nullable BigDecimal otherUsd,
            @Nullable BigDecimal differenceUsd,
            @Nullable BigDecimal differencePercent,
            @Nullable String signal) {}

    /**
     * One day of a provider.
     *
     * @param state compared, not_settled, not_yet_reported, not_reported where the provider has no cost report, or not_split where
     *     its bill is not told for the people or model that is asked for
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostCheckDay")
    record Day(
            LocalDate day,
            String provider,
            String state,
            int reconciledHours,
            @Nullable BigDecimal usd,
            long unpricedTokens,
            @Nullable BigDecimal billedUsd,
            @Nullable BigDecimal otherUsd,
            @Nullable BigDecimal differenceUsd,
            @Nullable BigDecimal differencePercent,
            @Nullable String signal,
            List<Model> models) {}

    /**
     * One model of a day.
     *
     * @param billedUsd null where the bill does not name the model
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "CostCheckModel")
    record Model(
            String model,
            @Nullable BigDecimal usd,
            long unpricedTokens,
            @Nullable BigDecimal billedUsd) {}

    static ShownCosts of(CostQuestion question, CostStore.Found found, Drift.Limits limits) {
        List<Line> lines = found.days().stream().map(CostCheck::of).toList();
        Map<Provider, Total> totals = CostCheck.totals(lines);
        return new ShownCosts(
                question.days().start(),
                question.days().end(),
                totals.entrySet().stream()
                        .map(total -> sum(total.getKey(), total.getValue(), lines, limits))
                        .toList(),
                lines.stream().map(line -> day(line, limits)).toList(),
                found.groups(),
                found.attribution());
    }

    private static Sum sum(Provider provider, Total total, List<Line> lines, Drift.Limits limits) {
        boolean compared = total.days() > 0;
        Cost notSplit = CostCheck.notSplit(provider, lines);
        BigDecimal days = BigDecimal.valueOf(total.days());
        Drift.Limits ofAllDays = new Drift.Limits(limits.percent(), limits.usd().multiply(days));
        return new Sum(
                provider.word(),
                compared ? State.COMPARED.word() : latest(provider, lines).word(),
                total.days(),
                compared ? total.usd() : notSplit.usd(),
                compared ? total.unpricedTokens() : notSplit.unpricedTokens(),
                compared ? total.billed() : null,
                compared ? total.other() : null,
                compared ? total.drift().usd() : null,
                total.drift().percent(),
                compared ? total.drift().signal(provider.word(), total.unpricedTokens(), ofAllDays) : null);
    }

    private static State latest(Provider provider, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.day().provider() == provider)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .state();
    }

    private static Day day(Line line, Drift.Limits limits) {
        Drift drift = line.drift();
        String provider = line.day().provider().word();
        return new Day(
                line.day().day(),
                provider,
                line.state().word(),
                line.day().hours(),
                line.cost().usd(),
                line.cost().unpricedTokens(),
                line.billed(),
                line.other(),
                drift == null ? null : drift.usd(),
                drift == null ? null : drift.percent(),
                drift == null ? null : drift.signal(provider, line.cost().unpricedTokens(), limits),
                line.models().stream().map(ShownCosts::model).toList());
    }

    private static Model model(ModelLine line) {
        return new Model(line.model(), line.cost().usd(), line.cost().unpricedTokens(), line.billed());
    }
}
