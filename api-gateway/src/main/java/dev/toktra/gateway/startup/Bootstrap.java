package dev.toktra.gateway.startup;

import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Role;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first organisation of an installation as its file tells it.
 *
 * @param apiKey a key that may do everything
 */
record Bootstrap(
        Organisation organisation,
        Administrator administrator,
        String apiKey,
        List<Department> departments,
        List<Team> teams,
        List<Person> people) {

    Bootstrap {
        present(organisation, "organisation");
        present(administrator, "administrator");
        present(apiKey, "api_key");
        departments = listed(departments);
        teams = listed(teams);
        people = listed(people);
    }

    /** The organisation's settings. */
    record Organisation(UUID orgId, String name, String timeZone, String currency) {

        Organisation {
            present(orgId, "org_id");
            named(name, "name");
            zone(present(timeZone, "time_zone"));
            try {
                Currency.getInstance(present(currency, "currency"));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("currency must be an ISO 4217 code such as USD", e);
            }
        }

        /** The zone, for all days. */
        DatedZone zone() {
            return new DatedZone(LocalDate.EPOCH, zone(timeZone));
        }

        private static ZoneId zone(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("time_zone must be an IANA name such as Europe/Berlin", e);
            }
        }
    }

    /** The person who administers. */
    record Administrator(String email, String name) {

        Administrator {
            address(email);
            named(name, "name");
        }
    }

    /** A department. */
    record Department(UUID unitId, String name, @Nullable UUID parentId) {

        Department {
            present(unitId, "unit_id");
            named(name, "name");
        }
    }

    /** A team of a department. */
    record Team(UUID unitId, String name, UUID departmentId) {

        Team {
            present(unitId, "unit_id");
            named(name, "name");
            present(departmentId, "department_id");
        }
    }

    /** A person, placed and known by aliases since the first day. */
    record Person(
            UUID userId,
            String email,
            String name,
            @Nullable Role role,
            @Nullable UUID departmentId,
            @Nullable UUID teamId,
            LocalDate joinedOn,
            List<Alias> aliases) {

        Person {
            present(userId, "user_id");
            address(email);
            named(name, "name");
            present(joinedOn, "joined_on");
            aliases = listed(aliases);
        }
    }

    /** A name under which devices or providers know the person. */
    record Alias(AliasKind kind, String value, LocalDate validFrom) {

        Alias {
            present(kind, "kind");
            named(value, "value");
            present(validFrom, "valid_from");
        }
    }

    /**
     * Checks what the parts say of each other.
     *
     * @throws IllegalArgumentException with where and what
     */
    void check() {
        Map<UUID, @Nullable UUID> parents = new HashMap<>();
        Set<UUID> ids = new HashSet<>();
        each(departments, "departments", department -> {
            law(ids.add(department.unitId()), "unit_id is there twice");
            parents.put(department.unitId(), department.parentId());
        });
        each(departments, "departments", department -> checkParents(department, parents));
        Map<UUID, UUID> departmentOfTeam = new HashMap<>();
        each(teams, "teams", team -> {
            law(ids.add(team.unitId()), "unit_id is there twice");
            law(parents.containsKey(team.departmentId()), "department_id names no department");
            departmentOfTeam.put(team.unitId(), team.departmentId());
        });
        each(people, "people", person -> checkPlace(person, parents.keySet(), departmentOfTeam));
        checkNames();
    }

    private static void checkParents(Department department, Map<UUID, @Nullable UUID> parents) {
        UUID above = department.parentId();
        for (int steps = 0; above != null; steps++) {
            law(parents.containsKey(above), "parent_id names no department");
            law(steps <= parents.size() && !above.equals(department.unitId()), "parent_id makes a loop");
            above = parents.get(above);
        }
    }

    private static void checkPlace(Person person, Set<UUID> departments, Map<UUID, UUID> departmentOfTeam) {
        UUID department = person.departmentId();
        UUID team = person.teamId();
        law(department == null || departments.contains(department), "department_id names no department");
        law(team == null || departmentOfTeam.containsKey(team), "team_id names no team");
        law(
                team == null || department == null || department.equals(departmentOfTeam.get(team)),
                "team_id names a team of another department");
    }

    private void checkNames() {
        Set<Object> ids = new HashSet<>();
        Set<String> emails = new HashSet<>();
        Set<String> aliases = new HashSet<>();
        each(people, "people", person -> {
            law(ids.add(person.userId()), "user_id is there twice");
            law(emails.add(person.email().toLowerCase(Locale.ROOT)), "email is there twice");
            each(
                    person.aliases(),
                    "aliases",
                    alias -> law(
                            aliases.add(alias.kind() + " " + alias.value().toLowerCase(Locale.ROOT)),
                            "is there twice"));
        });
    }

    /** A check of one item. */
    private interface Check<T> {
        void of(T item);
    }

    private static <T> void each(List<T> items, String name, Check<T> check) {
        for (int i = 0; i < items.size(); i++) {
            try {
                check.of(items.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + "[" + i + "]." + e.getMessage(), e);
            }
        }
    }

    private static void law(boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException(law);
        }
    }

    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static void named(@Nullable String value, String name) {
        law(!present(value, name).isBlank(), name + " must not be blank");
    }

    private static void address(@Nullable String email) {
        law(present(email, "email").matches("[^@\\s]+@[^@\\s]+"), "email must be an e-mail address");
    }

    private static <T> List<T> listed(@Nullable List<T> items) {
        if (items == null) {
            return List.of();
        }
        law(!items.contains(null), "a list must not hold null");
        return List.copyOf(items);
    }
}
