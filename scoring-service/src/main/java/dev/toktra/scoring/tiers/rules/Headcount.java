package dev.toktra.scoring.tiers.rules;

import java.util.EnumMap;
import java.util.Map;

/** How many people have each tier. */
public final class Headcount {

    /** Groups of fewer than so many are people, not figures. */
    private static final long FEWEST = 5;

    private final Map<Tier, Long> people = new EnumMap<>(Tier.class);

    public Headcount(Map<Tier, Long> people) {
        for (Tier tier : Tier.values()) {
            this.people.put(tier, people.getOrDefault(tier, 0L));
        }
    }

    /** All of them. */
    public Map<Tier, Long> all() {
        return Map.copyOf(people);
    }

    /**
     * Those that may be told where people are not shown by name: none at all where a group has 1 to 4, since the others and the
     * number of all people would tell it.
     */
    public Map<Tier, Long> anonymous() {
        return people.values().stream().anyMatch(count -> count > 0 && count < FEWEST) ? Map.of() : all();
    }
}
