package dev.toktra.gateway.people;

import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.gateway.organisations.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the dated parts of a person change: what holds from a day on replaces what was planned, never what was. */
public final class PersonHistory {

    private PersonHistory() {}

    /** The memberships when the person belongs to the place from that day on. */
    static List<Membership> moved(List<Membership> history, LocalDate from, Place place) {
        List<Membership> moved = new ArrayList<>();
        for (Membership membership : history) {
            if (membership.validFrom().isBefore(from)) {
                LocalDate until = earlier(membership.validUntil(), from);
                moved.add(
                        new Membership(membership.departmentId(), membership.teamId(), membership.validFrom(), until));
            }
        }
        if (!place.equals(Place.NOWHERE)) {
            LocalDate since = from;
            if (!moved.isEmpty() && continues(moved.get(moved.size() - 1), from, place)) {
                since = moved.remove(moved.size() - 1).validFrom();
            }
            moved.add(new Membership(place.departmentId(), place.teamId(), since, null));
        }
        return moved;
    }

    private static boolean continues(Membership last, LocalDate from, Place place) {
        return from.equals(last.validUntil()) && place.equals(new Place(last.departmentId(), last.teamId()));
    }

    /** The days of eligibility when the person is eligible, or is not, from that day on. */
    static List<Eligibility> eligible(List<Eligibility> history, LocalDate from, boolean eligible) {
        List<Eligibility> changed = new ArrayList<>();
        for (Eligibility days : history) {
            if (days.validFrom().isBefore(from)) {
                changed.add(new Eligibility(days.validFrom(), earlier(days.validUntil(), from)));
            }
        }
        if (eligible) {
            LocalDate since = from;
            if (!changed.isEmpty()
                    && from.equals(changed.get(changed.size() - 1).validUntil())) {
                since = changed.remove(changed.size() - 1).validFrom();
            }
            changed.add(new Eligibility(since, null));
        }
        return changed;
    }

    /** The aliases with one more; whether it is somebody else's too is not known here. */
    static List<Alias> with(List<Alias> aliases, Alias added, String pointer) {
        if (aliases.stream().anyMatch(alias -> same(alias, added) && overlap(alias, added))) {
            throw Refusal.conflict(pointer, "The person has this alias already on one of those days.");
        }
        List<Alias> more = new ArrayList<>(aliases);
        more.add(added);
        return more;
    }

    /**
     * The aliases when one of them ends.
     *
     * @param ended kind and value of the alias; {@code validUntil} is the first day on which it is the person's no more:
     *     if that is not after its first day, it never was
     */
    static List<Alias> ended(List<Alias> aliases, Ending ended, String pointer) {
        Alias last = aliases.stream()
                .filter(alias -> alias.kind() == ended.kind() && alias.value().equals(ended.value()))
                .max(Comparator.comparing(Alias::validFrom))
                .orElseThrow(() -> Refusal.impossible(pointer, "The person has no such alias."));
        if (last.validUntil() != null && !last.validUntil().isAfter(ended.until())) {
            throw Refusal.impossible(pointer, "The alias has ended before.");
        }
        List<Alias> fewer = new ArrayList<>(aliases);
        fewer.remove(last);
        if (ended.until().isAfter(last.validFrom())) {
            fewer.add(new Alias(last.kind(), last.value(), last.validFrom(), ended.until()));
        }
        return fewer;
    }

    /** Which alias ends, and its first day no more. */
    record Ending(AliasKind kind, String value, LocalDate until) {}

    /** An alias as it is compared: accounts and devices are written in lower case. */
    public static String normal(AliasKind kind, String value) {
        return kind == AliasKind.PROVIDER_USER ? value : value.toLowerCase(Locale.ROOT);
    }

    /** Where the person belongs on a day. */
    static Place placeOn(List<Membership> memberships, LocalDate day) {
        Optional<Membership> membership = memberships.stream()
                .filter(dated -> holds(dated.validFrom(), dated.validUntil(), day))
                .findFirst();
        return membership
                .map(found -> new Place(found.departmentId(), found.teamId()))
                .orElse(Place.NOWHERE);
    }

    /** Whether the person is eligible on a day. */
    static boolean eligibleOn(List<Eligibility> eligibility, LocalDate day) {
        return eligibility.stream().anyMatch(dated -> holds(dated.validFrom(), dated.validUntil(), day));
    }

    private static boolean holds(LocalDate from, @Nullable LocalDate until, LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    private static boolean same(Alias one, Alias other) {
        return one.kind() == other.kind() && Objects.equals(one.value(), other.value());
    }

    private static boolean overlap(Alias one, Alias other) {
        return (one.validUntil() == null || other.validFrom().isBefore(one.validUntil()))
                && (other.validUntil() == null || one.validFrom().isBefore(other.validUntil()));
    }

    private static LocalDate earlier(@Nullable LocalDate until, LocalDate day) {
        return until == null || until.isAfter(day) ? day : until;
    }
}
