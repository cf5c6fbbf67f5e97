package dev.toktra.scoring.leaderboards;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Somebody who knows who is in each group and reads all answers. Sees groups of people that figures are about, and combines
 * them: what one has more than another, two together, again and again, and as equations of sums.
 */
final class Adversary {

    private static final int MOST = 1500;
    private static final double NOTHING = 1e-9;

    private final int least;

    Adversary(int least) {
        this.least = least;
    }

    /** A group of one to a few people whose figure follows from what is shown. */
    Optional<Set<UUID>> isolates(Collection<Set<UUID>> shown) {
        return byDifferences(shown).or(() -> byEquations(shown));
    }

    private Optional<Set<UUID>> byDifferences(Collection<Set<UUID>> shown) {
        List<UUID> people =
                shown.stream().flatMap(Set::stream).distinct().sorted().toList();
        Set<BitSet> seen = new LinkedHashSet<>();
        for (Set<UUID> group : shown) {
            BitSet bits = new BitSet();
            group.forEach(person -> bits.set(Collections.binarySearch(people, person)));
            seen.add(bits);
        }
        List<BitSet> known = new ArrayList<>(seen);
        for (int next = 0; next < known.size() && known.size() < MOST; next++) {
            for (int other = 0; other < next; other++) {
                BitSet found = combined(known.get(next), known.get(other));
                if (!found.isEmpty() && seen.add(found)) {
                    known.add(found);
                }
            }
        }
        return known.stream()
                .filter(group -> group.cardinality() < least)
                .findFirst()
                .map(group -> group.stream().mapToObj(people::get).collect(Collectors.toSet()));
    }

    /** From a group and a part of it the rest follows; from two that share nobody, both together; else nothing. */
    private static BitSet combined(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        boolean apart = both.isEmpty();
        boolean within = both.equals(one) || both.equals(other);
        BitSet found = (BitSet) one.clone();
        found.xor(other);
        return apart || within ? found : new BitSet();
    }

    private boolean few(Set<UUID> people) {
        return !people.isEmpty() && people.size() < least;
    }

    /** Solves for people: rows of the reduced matrix that are left with a few equal unknowns. */
    private Optional<Set<UUID>> byEquations(Collection<Set<UUID>> shown) {
        List<UUID> people =
                shown.stream().flatMap(Set::stream).distinct().sorted().toList();
        double[][] rows = shown.stream()
                .map(group -> people.stream()
                        .mapToDouble(person -> group.contains(person) ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new);
        reduce(rows, people.size());
        for (double[] row : rows) {
            Set<UUID> left = new HashSet<>();
            for (int column = 0; column < row.length; column++) {
                if (Math.abs(row[column]) > NOTHING) {
                    left.add(people.get(column));
                }
            }
            if (few(left)) {
                return Optional.of(left);
            }
        }
        return Optional.empty();
    }

    private static void reduce(double[][] rows, int columns) {
        int done = 0;
        for (int column = 0; column < columns && done < rows.length; column++) {
            int pivot = done;
            for (int row = done; row < rows.length; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            if (Math.abs(rows[pivot][column]) > NOTHING) {
                double[] chosen = rows[pivot];
                rows[pivot] = rows[done];
                rows[done] = chosen;
                clear(rows, done++, column);
            }
        }
    }

    private static void clear(double[][] rows, int pivot, int column) {
        double by = rows[pivot][column];
        for (int place = 0; place < rows[pivot].length; place++) {
            rows[pivot][place] /= by;
        }
        for (int row = 0; row < rows.length; row++) {
            double factor = rows[row][column];
            if (row != pivot && Math.abs(factor) > NOTHING) {
                for (int place = 0; place < rows[row].length; place++) {
                    rows[row][place] -= factor * rows[pivot][place];
                }
            }
        }
    }
}
