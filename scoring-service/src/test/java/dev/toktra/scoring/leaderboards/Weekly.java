package dev.toktra.scoring.leaderboards;

import dev.toktra.scoring.directory.Departments;
import dev.toktra.scoring.directory.Departments.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation from a seed that changes a little from week to week: people join, leave, move and miss a score. */
final class Weekly {

    private final Random random;
    private final UUID org;
    private final List<Unit> units = new ArrayList<>();
    private final Map<UUID, Member> people = new HashMap<>();

    Weekly(long seed) {
        this.random = new Random(seed);
        this.org = new UUID(random.nextLong(), 9);
        int departments = 3 + random.nextInt(5);
        for (int number = 0; number < departments; number++) {
            UUID parent = number == 0 || random.nextInt(5) == 0
                    ? null
                    : units.get(random.nextInt(number)).id();
            units.add(new Unit(new UUID(random.nextLong(), 2), false, parent));
        }
        for (int number = 0; number < departments; number++) {
            UUID parent = units.get(random.nextInt(departments)).id();
            units.add(new Unit(new UUID(random.nextLong(), 3), true, parent));
        }
        for (int number = 10 + random.nextInt(70); number > 0; number--) {
            hire();
        }
    }

    UUID org() {
        return org;
    }

    Departments departments() {
        return new Departments(units);
    }

    /** Those with a score this week. */
    List<Member> scored() {
        return people.values().stream().filter(member -> random.nextInt(40) > 0).toList();
    }

    void nextWeek() {
        for (UUID person : List.copyOf(people.keySet())) {
            int fate = random.nextInt(60);
            if (fate == 0) {
                people.remove(person);
            } else if (fate < 3) {
                place(person);
            }
        }
        for (int number = random.nextInt(3); number > 0; number--) {
            hire();
        }
    }

    private void hire() {
        place(new UUID(random.nextLong(), 1));
    }

    /** A team mostly goes with its department, and sometimes does not. */
    private void place(UUID person) {
        Unit team = random.nextInt(3) == 0 ? null : units.get(units.size() / 2 + random.nextInt(units.size() / 2));
        UUID department = team != null && random.nextInt(5) > 0 ? team.parentId() : someDepartment();
        people.put(
                person, new Member(person, department, team == null ? null : team.id(), random.nextInt(1000) / 10.0));
    }

    private @Nullable UUID someDepartment() {
        return random.nextInt(8) == 0
                ? null
                : units.get(random.nextInt(units.size() / 2)).id();
    }
}
