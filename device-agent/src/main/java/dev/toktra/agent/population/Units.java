package dev.toktra.agent.population;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The organisation's departments and teams. */
final class Units {

    private final Map<String, Department> departments = new LinkedHashMap<>();
    private final Map<String, Team> teams = new LinkedHashMap<>();

    Units(long seed) {
        for (DepartmentPlan plan : DepartmentPlan.values()) {
            plan.above()
                    .ifPresent(above -> departments.computeIfAbsent(
                            above, name -> new Department(SeededIds.of(seed, "unit", departments.size()), name, null)));
            UUID parent = plan.above().map(above -> id(above)).orElse(null);
            Department department =
                    new Department(SeededIds.of(seed, "unit", departments.size()), plan.title(), parent);
            departments.put(plan.title(), department);
            for (String team : plan.teams()) {
                teams.put(team, new Team(SeededIds.of(seed, "unit", 100L + teams.size()), team, department.unitId()));
            }
        }
    }

    List<Department> departments() {
        return new ArrayList<>(departments.values());
    }

    List<Team> teams() {
        return new ArrayList<>(teams.values());
    }

    UUID departmentId(DepartmentPlan plan) {
        return id(plan.title());
    }

    UUID teamId(DepartmentPlan plan, int index) {
        String team = plan.teams().get(index % plan.teams().size());
        return java.util.Objects.requireNonNull(teams.get(team)).unitId();
    }

    private UUID id(String department) {
        return java.util.Objects.requireNonNull(departments.get(department)).unitId();
    }
}
