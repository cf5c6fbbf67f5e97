package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.sharing.ProviderFigure;
import dev.toktra.reconciliation.settling.sharing.Seen;
import dev.toktra.reconciliation.settling.sharing.Settlement;
import dev.toktra.reconciliation.settling.sharing.Share;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The shares of a cell by day, each with what it costs. */
final class CellShares {

    private final String provider;
    private final CellKey cell;
    private final Prices prices;

    private record Who(String subject, String application) {}

    private record Whole(Set<UUID> units, Estimate.Amount amount) {

        Whole plus(Whole other) {
            Set<UUID> all = new HashSet<>(units);
            all.addAll(other.units);
            return new Whole(all, amount.plus(other.amount));
        }
    }

    CellShares(String provider, CellKey cell, Prices prices) {
        this.provider = provider;
        this.cell = cell;
        this.prices = prices;
    }

    /** Sums to the figures, measure by measure. */
    Map<ShareKey, SharedAmount> of(List<ProviderFigure> figures, List<Estimate> estimates, DayCut cut) {
        Map<ShareKey, Counts> parts = new LinkedHashMap<>();
        for (Share share : Settlement.of(figures, seen(estimates))) {
            cut.of(share, cell.model()).forEach((day, counts) -> parts.merge(key(share, day), counts, Counts::plus));
        }
        Map<ShareKey, SharedAmount> shares = new LinkedHashMap<>();
        parts.forEach((key, counts) -> shares.put(key, priced(key, counts)));
        return shares;
    }

    private ShareKey key(Share share, LocalDate day) {
        return new ShareKey(cell, day, share.subject(), share.unit(), share.application(), share.by(), share.tier());
    }

    private SharedAmount priced(ShareKey key, Counts counts) {
        LocalDate day = LocalDate.ofInstant(cell.hour(), ZoneOffset.UTC);
        Prices.Use use = new Prices.Use(provider, cell.model(), key.tier(), day);
        return new SharedAmount(counts, prices.of(use, counts).orElse(null));
    }

    /** In an order of their own, so that the same estimates always have the same answer. */
    private static List<Seen> seen(List<Estimate> estimates) {
        Map<Who, Whole> people =
                new TreeMap<>(Comparator.comparing(Who::subject).thenComparing(Who::application));
        for (Estimate estimate : estimates) {
            people.merge(
                    new Who(estimate.subject(), estimate.application()),
                    new Whole(estimate.units(), estimate.amount()),
                    Whole::plus);
        }
        return people.entrySet().stream()
                .map(entry -> seen(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Seen seen(Who who, Whole whole) {
        Estimate.Amount amount = whole.amount();
        return new Seen(
                who.subject(), who.application(), whole.units(), amount.tokens(), amount.ceiling(), amount.requests());
    }
}
