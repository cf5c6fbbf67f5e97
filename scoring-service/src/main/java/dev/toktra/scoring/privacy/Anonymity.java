package dev.toktra.scoring.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rule that decides which groups may be shown. Everyone who looks at all shown groups can add and subtract them; what
 * groups of the same people tell apart is an atom, and no atom may have one to {@code least - 1} people. Then no sum or
 * difference of shown groups is about fewer people than {@code least}: it is made of whole atoms. A group that is small, or
 * that differs by a few people from its parent, from what its neighbours leave of the parent, or from an earlier snapshot
 * would make such an atom, and is not allowed.
 */
public final class Anonymity {

    /** The fewest people whose figures may be shown. */
    public static final int LEAST = 5;

    private final int least;
    private final Map<UUID, Atom> atoms = new HashMap<>();

    /** People who are in the same shown groups. */
    private static final class Atom {

        private int people;
    }

    public Anonymity(int least) {
        this.least = least;
    }

    /** Whether the whole group may be shown beside those that are; an empty one tells of nobody but is nothing to show. */
    public boolean allows(Set<UUID> group) {
        return !group.isEmpty() && part(group).size() == group.size();
    }

    /**
     * The part of a group that may be shown: where a few people have come or gone, they and as few others as it takes are
     * left out.
     */
    public Set<UUID> part(Set<UUID> group) {
        Map<Atom, List<UUID>> inside = new HashMap<>();
        List<UUID> fresh = new ArrayList<>();
        for (UUID person : group) {
            Atom atom = atoms.get(person);
            (atom == null ? fresh : inside.computeIfAbsent(atom, one -> new ArrayList<>())).add(person);
        }
        Set<UUID> part = new HashSet<>(fresh.size() < least ? List.of() : fresh);
        inside.forEach((atom, people) -> part.addAll(people.subList(0, most(people, atom.people))));
        return part;
    }

    /** How many people of an atom can be shown so that they are enough and the rest of it is; in a fixed order. */
    private int most(List<UUID> people, int all) {
        people.sort(Comparator.naturalOrder());
        int most = people.size() == all ? all : Math.min(people.size(), all - least);
        return most < least && most < all ? 0 : most;
    }

    /** Notes that the group is shown, or was. */
    public void show(Set<UUID> group) {
        Map<Atom, List<UUID>> inside = new HashMap<>();
        Atom fresh = new Atom();
        for (UUID person : group) {
            Atom atom = atoms.get(person);
            if (atom == null) {
                move(person, fresh);
            } else {
                inside.computeIfAbsent(atom, one -> new ArrayList<>()).add(person);
            }
        }
        inside.forEach((atom, people) -> {
            if (people.size() < atom.people) {
                Atom split = new Atom();
                atom.people -= people.size();
                people.forEach(person -> move(person, split));
            }
        });
    }

    private void move(UUID person, Atom atom) {
        atom.people++;
        atoms.put(person, atom);
    }
}
