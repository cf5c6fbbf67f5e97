package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.settling.sharing.Division;
import dev.toktra.reconciliation.settling.sharing.Part;
import dev.toktra.reconciliation.settling.sharing.ProviderFigure;
import dev.toktra.reconciliation.settling.sharing.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spreads figures that a provider tells by day only over the hours in which devices saw their model, else evenly. */
final class DaySpread {

    private static final Weights EVEN = new Weights(1, 1, 1, 1, 1, 1);

    private final List<Instant> hours;
    private final Map<CellKey, Estimate.Amount> seen = new HashMap<>();

    DaySpread(List<Instant> hours, List<Estimate> estimates) {
        this.hours = hours;
        estimates.forEach(estimate -> seen.merge(estimate.cell(), estimate.amount(), Estimate.Amount::plus));
    }

    /** The figures by cell; those of days in parts that sum to them. */
    Map<CellKey, List<ProviderFigure>> byCell(List<Counted> counted) {
        Map<CellKey, List<ProviderFigure>> cells = new HashMap<>();
        for (Counted one : counted) {
            Instant hour = one.hour();
            if (hour == null) {
                spread(one, cells);
            } else {
                add(cells, new CellKey(hour, one.model()), one.figure());
            }
        }
        return cells;
    }

    private void spread(Counted day, Map<CellKey, List<ProviderFigure>> cells) {
        List<CellKey> keys =
                hours.stream().map(hour -> new CellKey(hour, day.model())).toList();
        List<Weights> weights = keys.stream()
                .map(key -> seen.getOrDefault(key, Estimate.Amount.NONE).weights())
                .toList();
        Division division = new Division(
                Division.isPossible(weights)
                        ? weights
                        : keys.stream().map(key -> EVEN).toList());
        List<Counts> parts = division.of(day.figure().counts());
        for (int i = 0; i < parts.size(); i++) {
            if (!Part.isNothing(parts.get(i))) {
                ProviderFigure whole = day.figure();
                add(cells, keys.get(i), new ProviderFigure(parts.get(i), whole.tier(), whole.owner(), whole.by()));
            }
        }
    }

    private static void add(Map<CellKey, List<ProviderFigure>> cells, CellKey key, ProviderFigure figure) {
        cells.computeIfAbsent(key, none -> new ArrayList<>()).add(figure);
    }
}
