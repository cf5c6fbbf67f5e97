package dev.toktra.reconciliation.usage;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An organisation of a test: what the directory says, in the simplest form that an oracle can be read from.
 *
 * <p>Departments are 0 → 1 → 2 and 3; teams 0 in department 1 and 1 in department 3; people and identities have numbers.
 */
final class Company {

    /** A person by number, for an identity, until the day before (null: still). */
    record Known(
            int identity,
            int person,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** Department and team (-1: none) of a person. */
    record Place(
            int person,
            int department,
            int team,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** Another zone, from a day of its own calendar on. */
    record Moved(LocalDate from, ZoneId zone) {}

    static final int PEOPLE = 5;
    static final int IDENTITIES = 7;

    private static final int[] PARENTS = {-1, 0, 1, -1};

    final UUID org = UUID.randomUUID();
    final List<UUID> people = ids(PEOPLE);
    final List<UUID> departments = ids(PARENTS.length);
    final List<UUID> teams = ids(2);
    final ZoneId zone;
    private @Nullable Moved moved;
    final List<Known> known = new ArrayList<>();
    final List<Place> places = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final Map<Integer, Long> identityIds = new HashMap<>();
    final Settled settled = new Settled(this);
    Predicate<LocalDate> dirty = day -> false;

    Company(ZoneId zone) {
        this.zone = zone;
    }

    /** Mapped, mapped from a day on, mapped to two people in turn, and never mapped; people move in the middle. */
    static Company withHistory(ZoneId zone, LocalDate middle) {
        Company company = new Company(zone);
        LocalDate longAgo = LocalDate.of(2020, 1, 1);
        company.known.add(new Known(0, 0, longAgo, null));
        company.known.add(new Known(1, 1, longAgo, null));
        company.known.add(new Known(2, 2, middle.minusDays(3), null));
        company.known.add(new Known(3, 3, longAgo, middle));
        company.known.add(new Known(3, 4, middle.plusDays(2), null));
        company.known.add(new Known(4, 0, middle, middle.plusDays(7)));
        company.places.add(new Place(0, 1, 0, longAgo, middle));
        company.places.add(new Place(0, 3, 1, middle, null));
        company.places.add(new Place(1, 2, -1, longAgo, null));
        company.places.add(new Place(2, 0, -1, longAgo, null));
        company.places.add(new Place(2, 2, 0, middle.plusDays(1), null));
        company.places.add(new Place(3, 3, 1, middle.minusDays(5), null));
        return company;
    }

    void move(LocalDate from, ZoneId to) {
        moved = new Moved(from, to);
    }

    @Nullable
    Moved moved() {
        return moved;
    }

    /** The zone of a call: the new one as soon as its day has begun there. */
    ZoneId zoneOf(Call call) {
        return moved != null && !LocalDate.ofInstant(call.at(), moved.zone()).isBefore(moved.from())
                ? moved.zone()
                : zone;
    }

    /** The zone whose calendar makes a day. */
    ZoneId zoneOn(LocalDate day) {
        return moved != null && !day.isBefore(moved.from()) ? moved.zone() : zone;
    }

    LocalDate dayOf(Call call) {
        return LocalDate.ofInstant(call.at(), zoneOf(call));
    }

    /** The person of a call; -1: unknown. */
    int personOf(Call call) {
        LocalDate day = dayOf(call);
        return known.stream()
                .filter(one -> one.identity() == call.identity() && covers(one.from(), one.until(), day))
                .mapToInt(Known::person)
                .findFirst()
                .orElse(-1);
    }

    /** The place of a call's person on its day: of two the one that began later. */
    @Nullable
    Place placeOf(Call call) {
        return placeOf(personOf(call), dayOf(call));
    }

    @Nullable
    Place placeOf(int person, LocalDate day) {
        Place found = null;
        for (Place place : places) {
            if (place.person() == person
                    && covers(place.from(), place.until(), day)
                    && (found == null || place.from().isAfter(found.from()))) {
                found = place;
            }
        }
        return found;
    }

    int departmentOf(Call call) {
        Place place = placeOf(call);
        return place == null ? -1 : place.department();
    }

    int teamOf(Call call) {
        Place place = placeOf(call);
        return place == null ? -1 : place.team();
    }

    /** A department and those below it. */
    static Set<Integer> subtree(int department) {
        Set<Integer> subtree = new HashSet<>(Set.of(department));
        for (int i = 0; i < PARENTS.length; i++) {
            for (int child = 0; child < PARENTS.length; child++) {
                if (subtree.contains(PARENTS[child])) {
                    subtree.add(child);
                }
            }
        }
        return subtree;
    }

    static int parentOf(int department) {
        return PARENTS[department];
    }

    static int departmentOfTeam(int team) {
        return team == 0 ? 1 : 3;
    }

    String id(List<UUID> ids, int number, String none) {
        return number < 0 ? none : Objects.requireNonNull(ids.get(number)).toString();
    }

    private static boolean covers(LocalDate from, @Nullable LocalDate until, LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    private static List<UUID> ids(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(UUID.randomUUID());
        }
        return ids;
    }
}
