package dev.toktra.reconciliation.settling.deciding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where people belong on each day, with all departments above. */
public final class Places {

    /** Where nobody's place matters. */
    public static final Places NOBODYS = new Places(List.of(), Map.of());

    private final Map<String, List<Place>> places = new HashMap<>();
    private final Map<UUID, UUID> parents;

    /**
     * A person's place from a day until the day before another.
     *
     * @param subject the person's id
     * @param units a department, a team, or both
     */
    public record Place(
            String subject,
            Set<UUID> units,
            LocalDate from,
            @Nullable LocalDate until) {

        private boolean holds(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /** {@code parents} are the units that units lie in. */
    public Places(List<Place> places, Map<UUID, UUID> parents) {
        this.parents = parents;
        places.forEach(place -> this.places
                .computeIfAbsent(place.subject(), none -> new ArrayList<>())
                .add(place));
    }

    /** All units that a person belongs to on a day. */
    public Set<UUID> of(String subject, LocalDate day) {
        Set<UUID> all = new HashSet<>();
        for (Place place : places.getOrDefault(subject, List.of())) {
            if (place.holds(day)) {
                place.units().forEach(unit -> addWithParents(unit, all));
            }
        }
        return all;
    }

    private void addWithParents(UUID unit, Set<UUID> all) {
        UUID one = unit;
        while (one != null && all.add(one)) {
            one = parents.get(one);
        }
    }
}
