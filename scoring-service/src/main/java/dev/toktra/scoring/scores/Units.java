package dev.toktra.scoring.scores;

import dev.toktra.scoring.directory.Departments;
import dev.toktra.scoring.privacy.Anonymity;
import dev.toktra.scoring.scores.efficiency.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The scored people of each unit: of the organisation, of departments with those below them, and of teams. */
final class Units {

    private final Map<UUID, Set<UUID>> members = new HashMap<>();

    Units(UUID org, Departments departments, Collection<Person> scored) {
        for (Person person : scored) {
            add(org, person);
            departments.upwards(person.department()).forEach(unit -> add(unit, person));
            if (person.team() != null) {
                add(person.team(), person);
            }
        }
    }

    private void add(UUID unit, Person person) {
        members.computeIfAbsent(unit, id -> new HashSet<>()).add(person.user());
    }

    /** Units that cannot be shown beside the larger ones without telling of a few people. */
    List<UUID> withheld() {
        Anonymity anonymity = new Anonymity(Anonymity.LEAST);
        List<UUID> withheld = new ArrayList<>();
        members.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<UUID, Set<UUID>> unit) ->
                                -unit.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(unit -> {
                    if (anonymity.allows(unit.getValue())) {
                        anonymity.show(unit.getValue());
                    } else {
                        withheld.add(unit.getKey());
                    }
                });
        return withheld;
    }
}
