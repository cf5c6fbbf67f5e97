package dev.toktra.reconciliation.asking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Departments below each other with a team each, and people who are in one after the other, or for a while in none. */
public final class PartsUnits {

    /** A department or a team of one. */
    public record Unit(
            UUID id, boolean team, String name, @Nullable Unit parent) {}

    private record Stay(
            @Nullable Unit department,
            @Nullable Unit team,
            LocalDate from,
            @Nullable LocalDate until) {}

    private final List<Unit> departments = new ArrayList<>();
    private final List<Unit> teams = new ArrayList<>();
    private final Map<String, List<Stay>> people = new HashMap<>();

    PartsUnits(Random random) {
        for (int i = 0; i < 4; i++) {
            Unit above = i == 0 ? null : departments.get(random.nextInt(i));
            Unit department = new Unit(new UUID(random.nextLong(), random.nextLong()), false, "Department " + i, above);
            departments.add(department);
            teams.add(new Unit(new UUID(random.nextLong(), random.nextLong()), true, "Team " + i, department));
        }
        for (int i = 0; i < 7; i++) {
            LocalDate moves = RandomParts.FIRST.plusDays(random.nextInt(6));
            LocalDate comes = moves.plusDays(random.nextInt(3) == 0 ? 1 : 0);
            people.put(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    List.of(stay(random, LocalDate.EPOCH, moves), stay(random, comes, null)));
        }
    }

    private Stay stay(Random random, LocalDate from, @Nullable LocalDate until) {
        int at = random.nextInt(departments.size());
        return new Stay(departments.get(at), random.nextBoolean() ? teams.get(at) : null, from, until);
    }

    public List<Unit> departments() {
        return departments;
    }

    public List<Unit> teams() {
        return teams;
    }

    public Set<String> people() {
        return people.keySet();
    }

    String person(Random random) {
        List<String> ids = people.keySet().stream().sorted().toList();
        return ids.get(random.nextInt(ids.size()));
    }

    /** Of what is nobody's; null for nobody's at all. */
    @Nullable
    Unit unit(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> departments.get(random.nextInt(departments.size()));
            default -> teams.get(random.nextInt(teams.size()));
        };
    }

    /** Where a part counts. */
    public @Nullable Unit departmentOf(RandomParts.Part part) {
        Unit own = part.unit();
        if (own != null) {
            return own.team() ? own.parent() : own;
        }
        return stays(part).stream().map(Stay::department).findFirst().orElse(null);
    }

    /** Where a part counts. */
    public @Nullable Unit teamOf(RandomParts.Part part) {
        Unit own = part.unit();
        if (own != null) {
            return own.team() ? own : null;
        }
        List<Stay> stays = stays(part);
        return stays.isEmpty() ? null : stays.get(0).team();
    }

    private List<Stay> stays(RandomParts.Part part) {
        return people.getOrDefault(part.subject(), List.of()).stream()
                .filter(stay -> !part.day().isBefore(stay.from())
                        && (stay.until() == null || part.day().isBefore(stay.until())))
                .toList();
    }

    /** A department and all below it. */
    public Set<Unit> below(Unit top) {
        Set<Unit> found = new HashSet<>(Set.of(top));
        departments.stream().filter(unit -> found.contains(unit.parent())).forEach(found::add);
        return found;
    }

    List<String> sql() {
        List<String> sql = new ArrayList<>();
        for (Unit unit : departments) {
            sql.add(insert(unit));
        }
        teams.forEach(team -> sql.add(insert(team)));
        people.forEach((id, stays) -> {
            sql.add("insert into person values (:o, '%1$s', '%1$s@acme.com', 'x', 'member', 'active')".formatted(id));
            for (Stay stay : stays) {
                sql.add("insert into membership values (:o, '%s', %s, %s, '%s', %s)"
                        .formatted(id, id(stay.department()), id(stay.team()), stay.from(), quoted(stay.until())));
            }
        });
        return sql;
    }

    private static String insert(Unit unit) {
        return "insert into unit values (:o, '%s', '%s', '%s', %s)"
                .formatted(unit.id(), unit.team() ? "team" : "department", unit.name(), id(unit.parent()));
    }

    private static String id(@Nullable Unit unit) {
        return unit == null ? "null" : "'" + unit.id() + "'";
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "null" : "'" + value + "'";
    }
}
