package dev.toktra.scoring.scorecards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation from a seed, whose people join, leave, move and use models; the truth that cards are compared with. */
record Firm(UUID org, List<Unit> units, List<Employee> people, List<Fact> facts, List<Earned> scores) {

    record Unit(UUID id, boolean team, @Nullable UUID parent) {}

    /** From a day until the day before another. */
    record Span(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable UUID department,
            @Nullable UUID team) {

        boolean covers(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    record Employee(UUID id, String status, List<Span> memberships, List<Span> eligibility) {

        @Nullable
        Span on(LocalDate day) {
            return memberships.stream()
                    .filter(span -> span.covers(day))
                    .findFirst()
                    .orElse(null);
        }

        boolean eligible(LocalDate day) {
            return status.equals("active") && eligibility.stream().anyMatch(span -> span.covers(day));
        }
    }

    /** Tokens of a day; settled facts are the provider's. */
    record Fact(
            @Nullable UUID person,
            LocalDate day,
            @Nullable UUID department,
            @Nullable UUID team,
            String provider,
            String model,
            long input,
            long output,
            boolean settled) {

        long tokens() {
            return input + output;
        }
    }

    record Earned(
            UUID person,
            LocalDate night,
            @Nullable UUID department,
            @Nullable UUID team,
            double score) {}

    static final List<String> PROVIDERS = List.of("anthropic", "openai", "gcp");

    /** People enough to meet every case: units without anybody, moves, leavers who come back. */
    static Firm random(long seed, int people, LocalDate night) {
        Random random = new Random(seed);
        Firm firm = new Firm(UUID.randomUUID(), units(random), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int number = 0; number < people; number++) {
            firm.hire(random, night);
        }
        firm.nobody(random, night);
        return firm;
    }

    private static List<Unit> units(Random random) {
        List<Unit> units = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            UUID parent = number == 0 || random.nextInt(4) == 0
                    ? null
                    : units.get(random.nextInt(number)).id();
            units.add(new Unit(new UUID(random.nextLong(), 2), false, parent));
        }
        for (int number = 0; number < 5; number++) {
            units.add(new Unit(
                    new UUID(random.nextLong(), 3),
                    true,
                    units.get(random.nextInt(6)).id()));
        }
        return units;
    }

    private void hire(Random random, LocalDate night) {
        LocalDate joined = night.minusDays(random.nextInt(200));
        LocalDate moved = joined.plusDays(1 + random.nextInt(100));
        LocalDate left = random.nextInt(3) == 0 ? moved.plusDays(1 + random.nextInt(100)) : null;
        List<Span> memberships = List.of(span(random, joined, moved), span(random, moved, left));
        List<Span> eligible = random.nextInt(6) == 0
                ? List.of()
                : random.nextBoolean()
                        ? List.of(new Span(joined, left, null, null))
                        : List.of(
                                new Span(joined, joined.plusDays(random.nextInt(60) + 1), null, null),
                                new Span(moved, left, null, null));
        String status = random.nextInt(8) == 0 ? "suspended" : "active";
        Employee employee = new Employee(new UUID(random.nextLong(), 1), status, memberships, eligible);
        people.add(employee);
        work(random, employee, night);
    }

    private Span span(Random random, LocalDate from, @Nullable LocalDate until) {
        UUID department =
                random.nextInt(8) == 0 ? null : units.get(random.nextInt(6)).id();
        UUID team =
                random.nextBoolean() ? null : units.get(6 + random.nextInt(5)).id();
        return new Span(from, until, department, team);
    }

    private void work(Random random, Employee employee, LocalDate night) {
        int lazy = random.nextInt(12) * random.nextInt(12);
        for (int ago = 0; ago < 100; ago++) {
            LocalDate day = night.minusDays(ago - 2L);
            Span place = employee.on(day);
            if (place != null && random.nextInt(lazy + 1) == 0) {
                use(random, employee.id(), place, day);
            }
        }
        for (int ago : List.of(0, 31, 33, 92)) {
            LocalDate day = night.minusDays(ago);
            Span place = employee.on(day);
            if (place != null && random.nextInt(3) > 0) {
                scores.add(
                        new Earned(employee.id(), day, place.department(), place.team(), random.nextInt(1000) / 10.0));
            }
        }
    }

    private void use(Random random, @Nullable UUID person, Span place, LocalDate day) {
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            facts.add(new Fact(
                    person,
                    day,
                    place.department(),
                    place.team(),
                    PROVIDERS.get(random.nextInt(3)),
                    random.nextInt(9) == 0 ? "unknown" : "model-" + random.nextInt(5),
                    random.nextInt(10_000),
                    random.nextInt(1_000),
                    random.nextBoolean()));
        }
    }

    private void nobody(Random random, LocalDate night) {
        for (int ago = 0; ago < 20; ago++) {
            use(random, null, new Span(night, null, null, null), night.minusDays(ago));
        }
    }
}
