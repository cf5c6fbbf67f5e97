package dev.toktra.scoring.tiers.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

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
     * Those that may be told where people are not shown by name: not a group of 1 to 4, and where one is left out, not what
     * would tell it together with the number of all people.
     */
    public Map<Tier, Long> anonymous() {
        Map<Tier, Long> shown = new EnumMap<>(people);
        shown.values().removeIf(count -> count > 0 && count < FEWEST);
        if (shown.size() == people.size() - 1) {
            smallest(shown).ifPresent(shown::remove);
        }
        return shown;
    }

    private static Optional<Tier> smallest(Map<Tier, Long> shown) {
        return Arrays.stream(Tier.values())
                .filter(tier -> shown.getOrDefault(tier, 0L) > 0)
                .min(Comparator.comparing(shown::get));
    }
}
