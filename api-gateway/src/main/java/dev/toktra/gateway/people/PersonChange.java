package dev.toktra.gateway.people;

import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.PersonState.Role;
import dev.toktra.events.PersonState.Status;
import dev.toktra.gateway.organisations.Place;
import dev.toktra.gateway.people.PersonHistory.Ending;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to change of a person; null is left as it is. */
record PersonChange(
        @Nullable String email,
        @Nullable String name,
        @Nullable Role role,
        @Nullable Status status,
        @Nullable Move move,
        @Nullable Eligible eligible,
        List<Alias> added,
        List<Ending> ended) {

    /** Belonging somewhere else from a day on; null: from today. */
    record Move(Place to, @Nullable LocalDate from) {}

    /** Being eligible or not from a day on; null: from today. */
    record Eligible(boolean eligible, @Nullable LocalDate from) {}

    /** Where the person is wanted. */
    Place wanted() {
        return move == null ? Place.NOWHERE : move.to();
    }

    /** The person afterwards, placed where they can be; endings come before additions, so that an alias can be moved. */
    PersonState after(PersonState before, LocalDate today, Place placed) {
        return new PersonState(
                before.orgId(),
                before.userId(),
                before.version(),
                before.deleted(),
                email == null ? before.email() : email,
                name == null ? before.name() : name,
                role == null ? before.role() : role,
                status == null ? before.status() : status,
                memberships(before, today, placed),
                aliases(before),
                eligibility(before, today));
    }

    private List<Membership> memberships(PersonState before, LocalDate today, Place placed) {
        return move == null
                ? before.memberships()
                : PersonHistory.moved(before.memberships(), move.from() == null ? today : move.from(), placed);
    }

    private List<Eligibility> eligibility(PersonState before, LocalDate today) {
        return eligible == null
                ? before.eligibility()
                : PersonHistory.eligible(
                        before.eligibility(), eligible.from() == null ? today : eligible.from(), eligible.eligible());
    }

    private List<Alias> aliases(PersonState before) {
        List<Alias> aliases = before.aliases();
        for (int i = 0; i < ended.size(); i++) {
            aliases = PersonHistory.ended(aliases, ended.get(i), "/aliases/end/" + i);
        }
        for (int i = 0; i < added.size(); i++) {
            aliases = PersonHistory.with(aliases, added.get(i), "/aliases/add/" + i);
        }
        return aliases;
    }
}
