package dev.toktra.scoring.scores.efficiency;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who is compared with whom. */
final class PeerGroups {

    private final Map<Yardstick, Peers> everyone = new EnumMap<>(Yardstick.class);
    private final Map<UUID, Map<Yardstick, Peers>> departments = new HashMap<>();

    PeerGroups(Formula formula, Collection<Person> scored) {
        Map<UUID, List<Person>> byDepartment = new HashMap<>();
        for (Person person : scored) {
            if (person.department() != null) {
                byDepartment
                        .computeIfAbsent(person.department(), id -> new java.util.ArrayList<>())
                        .add(person);
            }
        }
        for (Yardstick yardstick : Yardstick.values()) {
            everyone.put(yardstick, new Peers(false, yardstick, values(yardstick, scored)));
            byDepartment.forEach((department, people) -> {
                double[] values = values(yardstick, people);
                if (values.length >= formula.leastPeers()) {
                    departments
                            .computeIfAbsent(department, id -> new EnumMap<>(Yardstick.class))
                            .put(yardstick, new Peers(true, yardstick, values));
                }
            });
        }
    }

    /** The own department's people that are measured by it where there are enough, else the organisation's. */
    Peers of(Person person, Yardstick yardstick) {
        return Optional.ofNullable(person.department())
                .map(departments::get)
                .map(peers -> peers.get(yardstick))
                .orElseGet(() -> everyone.get(yardstick));
    }

    private static double[] values(Yardstick yardstick, Collection<Person> people) {
        return people.stream()
                .filter(person -> person.yardsticks().contains(yardstick))
                .mapToDouble(person -> person.value(yardstick))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
