package dev.toktra.reconciliation.asking.view;

import dev.toktra.events.OrganisationState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the directory says that matters for one question.
 *
 * @param people where the people of the question, the caller among them, belonged; without those it does not know
 * @param now when the question is answered
 */
public record Scope(OrganisationState organisation, Units units, Map<UUID, List<Placement>> people, Instant now) {

    public LocalDate today() {
        return organisation.dayOf(now);
    }

    public boolean knows(UUID person) {
        return people.containsKey(person);
    }

    /** The department of a person today. */
    public Optional<UUID> departmentToday(UUID person) {
        return people.getOrDefault(person, List.of()).stream()
                .filter(placement -> placement.covers(today()))
                .map(Placement::departmentId)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The departments of a person in a range. */
    public Set<UUID> departmentsOf(UUID person, DateRange range) {
        return people.getOrDefault(person, List.of()).stream()
                .filter(placement -> placement.touches(range))
                .map(Placement::departmentId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** The teams of a person in a range. */
    public Set<UUID> teamsOf(UUID person, DateRange range) {
        return people.getOrDefault(person, List.of()).stream()
                .filter(placement -> placement.touches(range))
                .map(Placement::teamId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
