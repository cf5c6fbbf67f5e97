package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.events.DailyUsage;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shares out what a provider counted in one cell (a model and an hour). What the provider or an administrator says whose it
 * is goes there, whatever devices saw. The rest goes to those whose devices saw such calls, in proportion to what is left of
 * their estimates, but not more than all estimates together may stand for: what is above that nobody's device saw, and giving
 * it to people would make them pay for others. The shares always sum to the provider's total, measure by measure.
 */
public final class Settlement {

    /** The program of a share where no device saw one. */
    public static final String UNKNOWN_APPLICATION = "unknown";

    private final List<Seen> seen;
    private final List<Weights> left;
    private final List<Weights> ceilings;
    private final List<Share> shares = new ArrayList<>();

    private Settlement(List<Seen> seen) {
        this.seen = List.copyOf(seen);
        this.left = new ArrayList<>();
        this.ceilings = new ArrayList<>();
        for (Seen one : seen) {
            left.add(Weights.of(one.tokens(), one.requests()));
            ceilings.add(Weights.of(one.ceiling(), one.requests()));
        }
    }

    /** The shares of a cell; equal questions have equal answers, in the same order. */
    public static List<Share> of(List<ProviderFigure> figures, List<Seen> seen) {
        Settlement settlement = new Settlement(seen);
        settlement.giveToPeople(figures);
        settlement.shareAmongUnits(figures);
        settlement.shareAmongAll(figures);
        return List.copyOf(settlement.shares);
    }

    /** Service tiers are told apart, because each has its price; they draw on the same estimates, one after the other. */
    private record Claim(UUID userId, Attribution by, ServiceTier tier) {}

    private record Pool(@Nullable UUID unit, ServiceTier tier) {}

    private void giveToPeople(List<ProviderFigure> figures) {
        Map<Claim, Counts> claims = new LinkedHashMap<>();
        for (ProviderFigure figure : figures) {
            if (figure.owner() instanceof Owner.Person person) {
                claims.merge(new Claim(person.userId(), figure.by(), figure.tier()), figure.counts(), Counts::plus);
            }
        }
        claims.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Claim::tier)
                        .thenComparing(claim -> claim.by().word())
                        .thenComparing(Claim::userId)))
                .forEach(claim -> give(claim.getKey(), claim.getValue()));
    }

    private void give(Claim claim, Counts counts) {
        String subject = claim.userId().toString();
        List<Integer> own = indices(one -> one.subject().equals(subject));
        if (Division.isPossible(weights(own))) {
            divide(own, claim.by(), claim.tier(), counts);
        } else {
            shares.add(new Share(subject, null, UNKNOWN_APPLICATION, claim.by(), claim.tier(), counts));
        }
    }

    private void shareAmongUnits(List<ProviderFigure> figures) {
        Map<Pool, Counts> pools = new LinkedHashMap<>();
        for (ProviderFigure figure : figures) {
            if (figure.owner() instanceof Owner.Unit unit) {
                pools.merge(new Pool(unit.unitId(), figure.tier()), figure.counts(), Counts::plus);
            }
        }
        pools.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Pool::tier).thenComparing(pool -> String.valueOf(pool.unit()))))
                .forEach(pool -> shareInUnit(pool.getKey(), pool.getValue()));
    }

    private void shareInUnit(Pool pool, Counts counts) {
        List<Integer> people = indices(one -> one.units().contains(pool.unit()));
        share(people, Attribution.MAPPED, pool, counts);
    }

    private void shareAmongAll(List<ProviderFigure> figures) {
        Map<ServiceTier, Counts> pools = new EnumMap<>(ServiceTier.class);
        for (ProviderFigure figure : figures) {
            if (figure.owner() == null) {
                pools.merge(figure.tier(), figure.counts(), Counts::plus);
            }
        }
        pools.forEach(
                (tier, counts) -> share(indices(one -> true), Attribution.ALLOCATED, new Pool(null, tier), counts));
    }

    private void share(List<Integer> among, Attribution by, Pool pool, Counts counts) {
        Part part = Part.of(counts, room(among));
        if (part.givesAnything()) {
            divide(among, by, pool.tier(), part.given());
        }
        if (part.leavesAnything()) {
            shares.add(new Share(
                    DailyUsage.UNATTRIBUTED,
                    pool.unit(),
                    UNKNOWN_APPLICATION,
                    Attribution.UNATTRIBUTED,
                    pool.tier(),
                    part.rest()));
        }
    }

    /** What the estimates of those together may still stand for of whom anything is left, measure by measure. */
    private Weights room(List<Integer> among) {
        return new Weights(
                0, 0, 0, room(among, Weights::input), room(among, Weights::output), room(among, Weights::requests));
    }

    private long room(List<Integer> among, ToLongFunction<Weights> measure) {
        return among.stream()
                .filter(index -> measure.applyAsLong(left.get(index)) > 0)
                .mapToLong(index -> measure.applyAsLong(ceilings.get(index)))
                .reduce(0, Math::addExact);
    }

    private void divide(List<Integer> among, Attribution by, ServiceTier tier, Counts counts) {
        List<Counts> parts = new Division(weights(among)).of(counts);
        for (int i = 0; i < parts.size(); i++) {
            int index = among.get(i);
            Counts given = parts.get(i);
            if (given.input() > 0 || given.output() > 0 || given.requests() != null && given.requests() > 0) {
                Seen one = seen.get(index);
                shares.add(new Share(one.subject(), null, one.application(), by, tier, given));
                left.set(index, left.get(index).minus(given));
                ceilings.set(index, ceilings.get(index).minus(given));
            }
        }
    }

    private List<Integer> indices(Predicate<Seen> wanted) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (wanted.test(seen.get(i))) {
                indices.add(i);
            }
        }
        return indices;
    }

    private List<Weights> weights(List<Integer> indices) {
        return indices.stream().map(left::get).toList();
    }
}
