package dev.toktra.reconciliation.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What decides whose usage some people's names stand for and where it counts, at one moment. */
record Standing(Set<AliasName> names, Map<PersonKey, List<Dated<Standing.Place>>> places) {

    /** Where a person belongs. */
    record Place(@Nullable UUID departmentId, @Nullable UUID teamId) {}

    /** Someone or something that counts differently on some days. */
    record Moved<T>(T who, Dated.Days days) {}

    /** All names that these people have now or had before. */
    Set<AliasName> namesWith(Standing before) {
        Set<AliasName> all = new HashSet<>(names);
        all.addAll(before.names);
        return all;
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
