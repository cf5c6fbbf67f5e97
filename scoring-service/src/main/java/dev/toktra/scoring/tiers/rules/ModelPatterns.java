package dev.toktra.scoring.tiers.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tier a model belongs to. A pattern that is the model's name goes before one with a wildcard, of those the one with more
 * letters of its own, and of two alike the one of the higher tier: what is in doubt is not given away.
 */
public final class ModelPatterns {

    private record Rule(Wildcard wildcard, Tier tier) {}

    private static final Comparator<Rule> STRONGEST_FIRST = Comparator.comparing(
                    (Rule rule) -> !rule.wildcard().isExact())
            .thenComparing(rule -> -rule.wildcard().letters())
            .thenComparing(rule -> -rule.tier().ordinal())
            .thenComparing(rule -> rule.wildcard().pattern());

    private final Map<Tier, List<String>> byTier;
    private final List<Rule> rules;

    public ModelPatterns(Map<Tier, List<String>> patterns) {
        Map<Tier, List<String>> copy = new EnumMap<>(Tier.class);
        List<Rule> all = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            List<String> of = List.copyOf(patterns.getOrDefault(tier, List.of()));
            copy.put(tier, of);
            of.forEach(pattern -> all.add(new Rule(new Wildcard(pattern), tier)));
        }
        this.byTier = copy;
        this.rules = all.stream().sorted(STRONGEST_FIRST).toList();
    }

    /** The patterns of a tier, as they were given. */
    public List<String> of(Tier tier) {
        return byTier.getOrDefault(tier, List.of());
    }

    /** These with other patterns of some tiers. */
    public ModelPatterns with(Map<Tier, List<String>> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<Tier, List<String>> all = new EnumMap<>(byTier);
        all.putAll(others);
        return new ModelPatterns(all);
    }

    /**
     * A model's tier and the pattern that says so.
     *
     * @param pattern as it was given, in lower case
     */
    public record Named(Tier tier, String pattern) {}

    /** The tier of a model by the name that was given, else by that name without what providers add to it; empty: no tier names it. */
    public Optional<Named> find(String model) {
        return ModelName.forms(model).stream()
                .flatMap(name -> rules.stream().filter(rule -> rule.wildcard().fits(name)))
                .min(STRONGEST_FIRST)
                .map(ModelPatterns::named);
    }

    private static Named named(Rule rule) {
        return new Named(rule.tier(), rule.wildcard().pattern());
    }
}
