package dev.toktra.reconciliation.settling.variance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two hours in a row of someone and a model, the provider counting more in one and the device in the other.
 *
 * @param reach by how much both are off at most without a cause
 */
record Neighbours(Residual one, Residual next, double reach) {

    /**
     * A quarter of an hour on both sides of the full one is half of the time; of single calls more may be there, which the
     * interval says.
     */
    private static final double NEAR_THE_HOUR = 0.5;

    /** Fewer pairs lean by chance. */
    private static final int ENOUGH = 3;

    /** All of somebody's, in order. */
    static List<Neighbours> among(List<Residual> ofSubject, Residuals residuals) {
        List<Neighbours> pairs = new ArrayList<>();
        ofSubject.stream()
                .collect(Collectors.groupingBy(one -> one.cell().model(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(line -> {
                    for (int i = 0; i + 1 < line.size(); i++) {
                        Residual one = line.get(i);
                        Residual next = line.get(i + 1);
                        if (one.cell()
                                        .hour()
                                        .plus(Duration.ofHours(1))
                                        .equals(next.cell().hour())
                                && one.open() * next.open() < 0) {
                            pairs.add(new Neighbours(
                                    one, next, Math.min(residuals.tolerance(one), residuals.tolerance(next))));
                        }
                    }
                });
        return pairs;
    }

    /** Whether somebody's pairs lean to one side together, as those of a wrong clock do. */
    static boolean lean(List<Neighbours> pairs) {
        double reach = Math.sqrt(
                pairs.stream().mapToDouble(pair -> pair.reach() * pair.reach()).sum());
        return pairs.size() >= ENOUGH && Math.abs(net(pairs)) > reach;
    }

    private static double net(List<Neighbours> pairs) {
        return pairs.stream().mapToDouble(Neighbours::signed).sum();
    }

    private double signed() {
        return one.open() > 0 ? both() : -both();
    }

    /** Whether it is on the side that these lean to. */
    boolean leans(List<Neighbours> pairs) {
        return signed() * net(pairs) > 0;
    }

    /** Whether it is too much for chance by itself. */
    boolean standsOut() {
        return near() > reach;
    }

    /** As much as may be near the full hour. */
    double near() {
        return Math.min(NEAR_THE_HOUR * (one.expected() + next.expected()), both());
    }

    /** What is open on both sides. */
    double both() {
        return Math.max(0, Math.min(surplus().open(), -shortage().open()));
    }

    Residual surplus() {
        return one.open() > 0 ? one : next;
    }

    Residual shortage() {
        return one.open() > 0 ? next : one;
    }
}
