package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.sharing.ProviderFigure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settles a provider's day: how final each hour is, what the provider counted of each model, and whose that is. */
public final class DaySettlement {

    private final Facts facts;
    private final Terms terms;
    private final Map<CellKey, List<ProviderFigure>> figures;
    private final Map<CellKey, List<Estimate>> estimates;
    private final Set<Instant> counted = new HashSet<>();
    private final Map<Instant, HourState> hours = new LinkedHashMap<>();
    private final Map<CellKey, Cell> cells = new LinkedHashMap<>();
    private final Map<ShareKey, SharedAmount> shares = new LinkedHashMap<>();

    /**
     * What is known of the day.
     *
     * @param before as it was settled the last time
     */
    public record Facts(
            ProviderDay unit, List<Counted> counted, List<Estimate> estimates, Reads reads, Settled before) {}

    /**
     * By what it is settled.
     *
     * @param frozenAfter how long after an hour, or after it was first reconciled, it stays as it is
     */
    public record Terms(LocalDays days, Prices prices, Duration frozenAfter, Instant now) {}

    private DaySettlement(Facts facts, Terms terms) {
        this.facts = facts;
        this.terms = terms;
        this.figures = new DaySpread(facts.unit().hours(), facts.estimates()).byCell(facts.counted());
        this.estimates = facts.estimates().stream().collect(Collectors.groupingBy(Estimate::cell));
        figures.keySet().forEach(cell -> counted.add(cell.hour()));
    }

    /** The day as it is now; equal facts at the same time have equal answers. */
    public static Settled of(Facts facts, Terms terms) {
        DaySettlement settlement = new DaySettlement(facts, terms);
        facts.unit().hours().forEach(settlement::settle);
        return new Settled(settlement.hours, settlement.cells, settlement.shares);
    }

    /** How many hours of the day stay as they were settled. */
    public static int frozenHours(Facts facts, Terms terms) {
        DaySettlement settlement = new DaySettlement(facts, terms);
        return (int) facts.unit().hours().stream().filter(settlement::isFrozen).count();
    }

    private void settle(Instant hour) {
        if (isFrozen(hour)) {
            keep(hour);
            return;
        }
        HourState state = facts.reads().of(hour, counted.contains(hour));
        if (state != HourState.ESTIMATED) {
            hours.put(hour, state);
        }
        Set<CellKey> keys = cells(hour);
        List<Estimate> seen = keys.stream()
                .flatMap(key -> estimates.getOrDefault(key, List.of()).stream())
                .toList();
        DayCut cut = new DayCut(terms.days().parts(hour), seen);
        keys.forEach(key -> settle(key, state, cut));
    }

    /** Models with figures, those that devices saw, and those that once were reconciled and of which nothing is left. */
    private Set<CellKey> cells(Instant hour) {
        Set<CellKey> keys = new TreeSet<>(Comparator.comparing(CellKey::model));
        figures.keySet().stream().filter(key -> key.hour().equals(hour)).forEach(keys::add);
        estimates.keySet().stream().filter(key -> key.hour().equals(hour)).forEach(keys::add);
        facts.before().cells().forEach((key, cell) -> {
            if (key.hour().equals(hour) && cell.first() != null) {
                keys.add(key);
            }
        });
        return keys;
    }

    private void settle(CellKey key, HourState state, DayCut cut) {
        List<ProviderFigure> said = figures.getOrDefault(key, List.of());
        List<Estimate> seen = estimates.getOrDefault(key, List.of());
        Map<ShareKey, SharedAmount> own =
                new CellShares(facts.unit().provider(), key, terms.prices()).of(said, seen, cut);
        Counts sum = sum(own, said);
        Cell.Devices devices = devices(seen);
        Cell before = facts.before().cells().get(key);
        cells.put(
                key,
                switch (state) {
                    case ESTIMATED -> Cell.open(CellState.ESTIMATED, sum, devices, before);
                    case PROVISIONAL -> Cell.open(CellState.PROVISIONAL, sum, devices, before);
                    case RECONCILED -> Cell.reconciled(sum == null ? nothing() : sum, devices, before, terms.now());
                });
        shares.putAll(own);
    }

    /** The sum of the shares, so that both are always the same; null where the provider says nothing. */
    private static @Nullable Counts sum(Map<ShareKey, SharedAmount> shares, List<ProviderFigure> said) {
        return shares.values().stream()
                .map(SharedAmount::counts)
                .reduce(Counts::plus)
                .or(() -> said.stream().map(ProviderFigure::counts).reduce(Counts::plus))
                .map(DaySettlement::ofCell)
                .orElse(null);
    }

    /** 0 of everything that the provider reports elsewhere, null of what it does not. */
    private Counts nothing() {
        return Provider.of(facts.unit().provider()).map(Provider::nothing).orElseGet(() -> Counts.of(0, 0, null));
    }

    /** What caches keep for how long matters to costs only, which shares have. */
    private static Counts ofCell(Counts sum) {
        return new Counts(
                sum.input(), sum.output(), sum.freshInput(), sum.cacheRead(), sum.cacheWrite(), null, sum.requests());
    }

    private static Cell.Devices devices(List<Estimate> seen) {
        Estimate.Amount sum = seen.stream().map(Estimate::amount).reduce(Estimate.Amount.NONE, Estimate.Amount::plus);
        return Cell.Devices.of(sum.seen(), sum.requests());
    }

    /** What was reconciled long ago has been reported since; it is not told otherwise any more. */
    private boolean isFrozen(Instant hour) {
        if (facts.before().hours().get(hour) != HourState.RECONCILED) {
            return false;
        }
        Instant reconciledAt = facts.before().cells().entrySet().stream()
                .filter(entry -> entry.getKey().hour().equals(hour))
                .map(entry -> entry.getValue().first())
                .flatMap(Stream::ofNullable)
                .map(Cell.First::at)
                .min(Comparator.naturalOrder())
                .orElse(hour);
        Instant since = reconciledAt.isAfter(hour) ? reconciledAt : hour;
        return !terms.now().isBefore(since.plus(terms.frozenAfter()));
    }

    private void keep(Instant hour) {
        hours.put(hour, HourState.RECONCILED);
        facts.before().cells().forEach((key, cell) -> {
            if (key.hour().equals(hour)) {
                cells.put(key, cell);
            }
        });
        facts.before().shares().forEach((key, amount) -> {
            if (key.cell().hour().equals(hour)) {
                shares.put(key, amount);
            }
        });
    }
}
