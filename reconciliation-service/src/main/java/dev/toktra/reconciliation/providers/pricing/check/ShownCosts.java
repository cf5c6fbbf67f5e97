package dev.toktra.reconciliation.providers.pricing.check;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Line;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.ModelLine;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.State;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Total;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Costs of reconciled tokens by our prices beside what providers bill; all amounts are US dollars, all days of UTC. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "CostCheck")
record ShownCosts(LocalDate startDate, LocalDate endDate, List<Sum> providers, List<Day> days) {

    /**
     * The days of a provider that could be compared.
     *
     * @param usd by our prices, of what has one
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
     * @param state compared, not_settled, not_yet_reported, or not_reported where the provider has no cost report
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

    static ShownCosts of(CostStore.Span span, List<Line> lines, Drift.Limits limits) {
        Map<Provider, Total> totals = CostCheck.totals(lines);
        return new ShownCosts(
                span.start(),
                span.end(),
                totals.entrySet().stream()
                        .map(total -> sum(total.getKey(), total.getValue(), lines, limits))
                        .toList(),
                lines.stream().map(line -> day(line, limits)).toList());
    }

    private static Sum sum(Provider provider, Total total, List<Line> lines, Drift.Limits limits) {
        boolean compared = total.days() > 0;
        BigDecimal days = BigDecimal.valueOf(total.days());
        Drift.Limits ofAllDays = new Drift.Limits(limits.percent(), limits.usd().multiply(days));
        return new Sum(
                provider.word(),
                compared ? State.COMPARED.word() : latest(provider, lines).word(),
                total.days(),
                compared ? total.usd() : null,
                total.unpricedTokens(),
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
