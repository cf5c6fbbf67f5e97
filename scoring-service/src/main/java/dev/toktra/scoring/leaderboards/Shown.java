package dev.toktra.scoring.leaderboards;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The people of each group that a snapshot showed; groups that it withheld are not in it. */
record Shown(Map<Group, Set<UUID>> people) {

    Shown {
        people = Map.copyOf(people);
    }
}
