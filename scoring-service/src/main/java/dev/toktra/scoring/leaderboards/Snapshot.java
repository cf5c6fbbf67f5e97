package dev.toktra.scoring.leaderboards;

import dev.toktra.scoring.directory.Departments;
import dev.toktra.scoring.privacy.Anonymity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Decides what a window shows of each group: the widest groups first, so that a small one is withheld rather than those
 * above it. A group that a few people have joined or left since it was last shown is shown without them, and without others
 * that would give them away, as long as most of it is left.
 */
final class Snapshot {

    private static final Comparator<Group> NO_MATTER_BUT_ALWAYS_ALIKE = Comparator.comparing(Group::id);

    private final Departments departments;
    private final Group organisation;
    private final Map<Group, Set<UUID>> groups = new HashMap<>();
    private final Map<UUID, Member> members = new HashMap<>();

    Snapshot(UUID org, Departments departments, List<Member> scored) {
        this.departments = departments;
        this.organisation = new Group(Level.ORGANISATION, org);
        departments
                .all()
                .forEach(unit ->
                        groups.put(new Group(unit.team() ? Level.TEAM : Level.DEPARTMENT, unit.id()), new HashSet<>()));
        groups.put(organisation, new HashSet<>());
        scored.forEach(this::add);
    }

    private void add(Member member) {
        members.put(member.person(), member);
        join(organisation, member);
        departments.upwards(member.departmentId()).forEach(id -> join(new Group(Level.DEPARTMENT, id), member));
        if (member.teamId() != null) {
            join(new Group(Level.TEAM, member.teamId()), member);
        }
    }

    private void join(Group group, Member member) {
        Set<UUID> people = groups.get(group);
        if (people != null) {
            people.add(member.person());
        }
    }

    /**
     * The members of each group, in no order; of a group that is withheld, none.
     *
     * @param earlier what snapshots showed whose scores share days with these
     */
    Map<Group, List<Member>> shown(Anonymity anonymity, List<Shown> earlier) {
        earlier.forEach(snapshot -> snapshot.people().values().forEach(anonymity::show));
        Map<Group, List<Member>> shown = new LinkedHashMap<>();
        for (Group group : widestFirst()) {
            Set<UUID> all = groups.getOrDefault(group, Set.of());
            Set<UUID> part = anonymity.part(all);
            Set<UUID> people = 2 * part.size() < all.size() ? Set.of() : part;
            anonymity.show(people);
            shown.put(
                    group,
                    people.stream()
                            .map(person -> Objects.requireNonNull(members.get(person)))
                            .toList());
        }
        return shown;
    }

    private List<Group> widestFirst() {
        List<Group> order = new ArrayList<>(groups.keySet());
        order.sort(Comparator.comparing(Group::level)
                .thenComparing(group -> group.level() == Level.DEPARTMENT
                        ? departments.upwards(group.id()).size()
                        : 0)
                .thenComparing(group -> -groups.getOrDefault(group, Set.of()).size())
                .thenComparing(NO_MATTER_BUT_ALWAYS_ALIKE));
        return order;
    }
}
