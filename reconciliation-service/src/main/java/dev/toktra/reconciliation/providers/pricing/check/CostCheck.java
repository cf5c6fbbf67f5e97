package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a provider's bill of a day with what its reconciled tokens cost. */
final class CostCheck {

    private static final int HOURS = 24;

    private CostCheck() {}

    /** What became of the comparison of a day. */
    enum State {
        COMPARED,
        /** Hours of the day are not reconciled yet. */
        NOT_SETTLED,
        /** The provider's cost report has nothing of the day yet. */
        NOT_YET_REPORTED,
        /** The provider has no cost report that is read. */
        NOT_REPORTED,
        /** The bill is not told for the people or the model that is asked for. */
        NOT_SPLIT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What reconciled tokens cost by our prices.
     *
     * @param usd of those that have a price; null where none has
     */
    record Cost(@Nullable BigDecimal usd, long unpricedTokens) {}

    /** What is known of a day: reconciled hours, costs by model, the provider's bill. */
    record Day(LocalDate day, Provider provider, int hours, Map<String, Cost> costs, Bill bill) {}

    /**
     * One model of a day, where the bill names models.
     *
     * @param billed null where the bill does not name it
     */
    record ModelLine(String model, Cost cost, @Nullable BigDecimal billed) {}

    /**
     * One day.
     *
     * @param billed what the provider bills for tokens; null where there is no bill
     * @param other what it bills for anything else
     * @param drift only where both can be compared
     */
    record Line(
            Day day,
            State state,
            Cost cost,
            @Nullable BigDecimal billed,
            @Nullable BigDecimal other,
            @Nullable Drift drift,
            List<ModelLine> models) {}

    static Line of(Day day) {
        State state = state(day);
        Cost cost = sum(day.costs().values());
        if (day.bill().isEmpty()) {
            return new Line(day, state, cost, null, null, null, models(day));
        }
        BigDecimal billed = sum(day.bill().items(), true);
        BigDecimal ours = Objects.requireNonNullElse(cost.usd(), BigDecimal.ZERO);
        Drift drift = state == State.COMPARED ? Drift.of(ours, billed) : null;
        return new Line(day, state, cost, billed, sum(day.bill().items(), false), drift, models(day));
    }

    private static State state(Day day) {
        if (Source.of(day.provider()).stream().noneMatch(source -> source.kind() == Source.Kind.COSTS)) {
            return State.NOT_REPORTED;
        }
        if (day.hours() < HOURS) {
            return State.NOT_SETTLED;
        }
        if (!day.bill().split()) {
            return State.NOT_SPLIT;
        }
        return day.bill().isEmpty() ? State.NOT_YET_REPORTED : State.COMPARED;
    }

    private static BigDecimal sum(List<BilledItem> bill, boolean ofTokens) {
        return bill.stream()
                .filter(item -> item.isOfTokens() == ofTokens)
                .map(BilledItem::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<ModelLine> models(Day day) {
        Map<String, BigDecimal> billed = new TreeMap<>();
        for (BilledItem item : day.bill().items()) {
            item.billedModel().ifPresent(model -> billed.merge(model, item.usd(), BigDecimal::add));
        }
        Map<String, Cost> models = new TreeMap<>(day.costs());
        billed.keySet().forEach(model -> models.putIfAbsent(model, new Cost(null, 0)));
        List<ModelLine> lines = new ArrayList<>();
        models.forEach((model, cost) -> lines.add(new ModelLine(model, cost, billed.get(model))));
        return lines;
    }

    private static Cost sum(Collection<Cost> costs) {
        return new Cost(
                costs.stream()
                        .map(Cost::usd)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal::add)
                        .orElse(null),
                costs.stream().mapToLong(Cost::unpricedTokens).sum());
    }

    /** The sums of a provider's days that could be compared. */
    record Total(int days, BigDecimal usd, long unpricedTokens, BigDecimal billed, BigDecimal other, Drift drift) {}

    /** Providers in the order of the lines; one none of whose days could be compared has no days and no drift. */
    static Map<Provider, Total> totals(List<Line> lines) {
        Map<Provider, List<Line>> compared = new LinkedHashMap<>();
        for (Line line : lines) {
            List<Line> days = compared.computeIfAbsent(line.day().provider(), provider -> new ArrayList<>());
            if (line.state() == State.COMPARED) {
                days.add(line);
            }
        }
        Map<Provider, Total> totals = new LinkedHashMap<>();
        compared.forEach((provider, days) -> totals.put(provider, total(days)));
        return totals;
    }

    /** What a provider's days cost whose bill is not told for what is asked for; nothing where all are. */
    static Cost notSplit(Provider provider, List<Line> lines) {
        return sum(lines.stream()
                .filter(line ->
                        line.day().provider() == provider && !line.day().bill().split())
                .map(Line::cost)
                .toList());
    }

    private static Total total(List<Line> days) {
        Cost cost = sum(days.stream().map(Line::cost).toList());
        BigDecimal usd = Objects.requireNonNullElse(cost.usd(), BigDecimal.ZERO);
        BigDecimal billed = sumOf(days.stream().map(Line::billed).toList());
        BigDecimal other = sumOf(days.stream().map(Line::other).toList());
        return new Total(days.size(), usd, cost.unpricedTokens(), billed, other, Drift.of(usd, billed));
    }

    private static BigDecimal sumOf(List<@Nullable BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = amount == null ? sum : sum.add(amount);
        }
        return sum;
    }
}
