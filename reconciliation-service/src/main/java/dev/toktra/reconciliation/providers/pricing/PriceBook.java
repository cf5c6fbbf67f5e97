package dev.toktra.reconciliation.providers.pricing;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Provider;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All prices. A name of its own goes before a pattern, a longer pattern before a shorter one. */
public final class PriceBook implements Prices {

    private static final Comparator<Price> LONGER_FIRST = Comparator.comparingInt(
                    (Price price) -> price.model().length())
            .reversed()
            .thenComparing(Price::model);

    private final List<Price> prices;
    private final Map<Price.Key, List<Price>> exact = new HashMap<>();
    private final Map<Price.Key, List<Price>> patterns = new HashMap<>();

    private PriceBook(List<Price> prices) {
        this.prices = List.copyOf(prices);
        for (Price price : prices) {
            if (price.isPattern()) {
                Price.Key any = new Price.Key(price.provider(), "*", price.tier());
                patterns.computeIfAbsent(any, key -> new ArrayList<>()).add(price);
            } else {
                exact.computeIfAbsent(price.key(), key -> new ArrayList<>()).add(price);
            }
        }
        patterns.values().forEach(list -> list.sort(LONGER_FIRST));
    }

    /**
     * A book of these prices.
     *
     * @throws IllegalArgumentException where two prices of one model and tier hold on the same day
     */
    public static PriceBook of(Collection<Price> prices) {
        Map<Price.Key, List<Price>> byKey = new HashMap<>();
        for (Price price : prices) {
            List<Price> others = byKey.computeIfAbsent(price.key(), key -> new ArrayList<>());
            if (others.stream().anyMatch(price::overlaps)) {
                throw new IllegalArgumentException("two prices of " + price.key() + " hold on the same day");
            }
            others.add(price);
        }
        return new PriceBook(List.copyOf(prices));
    }

    /** This book with others' prices in place of all that it has of the same provider, model and tier. */
    public PriceBook overriddenBy(PriceBook others) {
        Set<Price.Key> theirs = others.prices.stream().map(Price::key).collect(Collectors.toSet());
        List<Price> all = new ArrayList<>(others.prices);
        prices.stream().filter(price -> !theirs.contains(price.key())).forEach(all::add);
        return new PriceBook(all);
    }

    public List<Price> prices() {
        return prices;
    }

    /** The price of a model by its canonical name on a day of UTC; empty where none is known. */
    public Optional<Price> find(Provider provider, String model, ServiceTier tier, LocalDate day) {
        List<Price> own = exact.getOrDefault(new Price.Key(provider, model, tier), List.of());
        Optional<Price> named = own.stream().filter(price -> price.holdsOn(day)).findFirst();
        return named.or(() -> patterns.getOrDefault(new Price.Key(provider, "*", tier), List.of()).stream()
                .filter(price -> price.holdsOn(day) && price.fits(model))
                .findFirst());
    }

    @Override
    public Optional<PricedAmount> of(Use use, Counts counts) {
        return Provider.of(use.provider())
                .flatMap(provider -> find(provider, use.model(), use.tier(), use.day()))
                .map(price -> new PricedAmount(price.cost(counts), price.id()));
    }
}
