package dev.toktra.reconciliation.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What decides whose usage some people's names stand for and where it counts, at one moment. */
record Standing(Set<AliasName> names, Map<PersonKey, List<Dated<Standing.Place>>> places, Set<Standing.Called> called) {

    /** Where a person belongs. */
    record Place(@Nullable UUID departmentId, @Nullable UUID teamId) {}

    /** What providers may know a person by, with the days on which that holds. */
    record Called(
            PersonKey person,
            String kind,
            String value,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** Someone or something that counts differently on some days. */
    record Moved<T>(T who, Dated.Days days) {}

    /** All names that these people have now or had before. */
    Set<AliasName> namesWith(Standing before) {
        Set<AliasName> all = new HashSet<>(names);
        all.addAll(before.names);
        return all;
    }

    /** The organisations in which providers' users are someone else than before, on whatever days. */
    Set<UUID> calledOtherwiseThan(Standing before) {
        Set<Called> only = new HashSet<>(called);
        only.removeAll(before.called);
        Set<Called> gone = new HashSet<>(before.called);
        gone.removeAll(called);
        only.addAll(gone);
        return only.stream().map(one -> one.person().orgId()).collect(Collectors.toSet());
    }

    /** The people who belong elsewhere than before. */
    List<Moved<PersonKey>> movedSince(Standing before) {
        Map<PersonKey, List<Dated<Place>>> all = new HashMap<>(before.places);
        places.keySet().forEach(key -> all.putIfAbsent(key, List.of()));
        List<Moved<PersonKey>> moved = new ArrayList<>();
        all.forEach((key, was) -> Dated.differing(was, places.getOrDefault(key, List.of()))
                .ifPresent(days -> moved.add(new Moved<>(key, days))));
        return moved;
    }
}
