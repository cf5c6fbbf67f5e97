package dev.toktra.gateway.startup;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.PersonState.Role;
import dev.toktra.events.PersonState.Status;
import dev.toktra.gateway.people.PersonHistory;
import dev.toktra.gateway.startup.Bootstrap.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The people of a bootstrap file as the directory keeps them, the administrator among them. */
final class FirstPeople {

    private FirstPeople() {}

    static List<PersonState> of(Bootstrap bootstrap, LocalDate today) {
        Map<UUID, UUID> departmentOfTeam = bootstrap.teams().stream()
                .collect(Collectors.toMap(Bootstrap.Team::unitId, Bootstrap.Team::departmentId));
        List<PersonState> people = new ArrayList<>();
        boolean administratorKnown = false;
        for (Person person : bootstrap.people()) {
            boolean administers =
                    person.email().equalsIgnoreCase(bootstrap.administrator().email());
            administratorKnown |= administers;
            people.add(state(bootstrap, person, administers, departmentOfTeam));
        }
        if (!administratorKnown) {
            people.add(administrator(bootstrap, today));
        }
        return people;
    }

    private static PersonState state(
            Bootstrap bootstrap, Person person, boolean administers, Map<UUID, UUID> departmentOfTeam) {
        UUID team = person.teamId();
        UUID department = team == null ? person.departmentId() : departmentOfTeam.get(team);
        Role role = person.role() == null ? Role.MEMBER : person.role();
        return new PersonState(
                bootstrap.organisation().orgId(),
                person.userId(),
                1,
                false,
                person.email(),
                person.name(),
                administers ? Role.ADMIN : role,
                Status.ACTIVE,
                department == null ? List.of() : List.of(new Membership(department, team, person.joinedOn(), null)),
                person.aliases().stream().map(FirstPeople::alias).toList(),
                List.of(new Eligibility(person.joinedOn(), null)));
    }

    private static Alias alias(Bootstrap.Alias alias) {
        String value = PersonHistory.normal(alias.kind(), alias.value());
        return new Alias(alias.kind(), value, alias.validFrom(), null);
    }

    private static PersonState administrator(Bootstrap bootstrap, LocalDate today) {
        return new PersonState(
                bootstrap.organisation().orgId(),
                UuidCreator.getTimeOrderedEpoch(),
                1,
                false,
                bootstrap.administrator().email(),
                bootstrap.administrator().name(),
                Role.ADMIN,
                Status.ACTIVE,
                List.of(),
                List.of(),
                List.of(new Eligibility(today, null)));
    }
}
