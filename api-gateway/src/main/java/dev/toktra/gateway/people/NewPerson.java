package dev.toktra.gateway.people;

import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.PersonState.Role;
import dev.toktra.events.PersonState.Status;
import dev.toktra.gateway.organisations.Place;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who is to be added.
 *
 * @param joinedOn the first day, null: today
 * @param eligible whether they are meant to use AI tools
 */
record NewPerson(
        String email,
        String name,
        Role role,
        Place place,
        @Nullable LocalDate joinedOn,
        boolean eligible,
        List<Wanted> aliases) {

    /** An alias that is wanted from a day on; null: from the first day. */
    record Wanted(AliasKind kind, String value, @Nullable LocalDate validFrom) {}

    /** The person on that day, placed where they can be. */
    PersonState state(UUID orgId, UUID userId, LocalDate today, Place placed) {
        LocalDate first = joinedOn == null ? today : joinedOn;
        List<Membership> memberships = PersonHistory.moved(List.of(), first, placed);
        List<Eligibility> days = eligible ? List.of(new Eligibility(first, null)) : List.of();
        List<Alias> known = List.of();
        for (int i = 0; i < aliases.size(); i++) {
            Wanted wanted = aliases.get(i);
            LocalDate from = wanted.validFrom() == null ? first : wanted.validFrom();
            known = PersonHistory.with(known, new Alias(wanted.kind(), wanted.value(), from, null), "/aliases/" + i);
        }
        return new PersonState(orgId, userId, 1, false, email, name, role, Status.ACTIVE, memberships, known, days);
    }
}
