package dev.toktra.reconciliation.settling.variance;

import dev.toktra.reconciliation.settling.variance.MeasuredDay.Count;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Estimate;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Named;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The residuals of a day: one for each person whom the provider names that day, and one for all others together, whose
 * counts nobody can tell apart.
 */
final class Residuals {

    /** All whom the provider does not name. */
    static final String POOL = "unnamed";

    /** Without enough people to see it by: most tokenizers are nearer. */
    private static final double USUAL_SPREAD = 0.10;

    private static final double LEAST_SPREAD = 0.002;
    private static final int ENOUGH = 12;

    private final Map<CellKey, Map<String, Residual>> byCell = new TreeMap<>();
    private final double spread;

    private Residuals(MeasuredDay day) {
        day.counts().forEach(count -> byCell.put(count.cell(), new TreeMap<>()));
        share(day);
        Set<String> people = people(day);
        for (Estimate estimate : day.estimates()) {
            if (byCell.containsKey(estimate.cell())) {
                String subject = people.contains(estimate.person()) ? estimate.person() : POOL;
                of(estimate.cell(), subject).expect(estimate);
            }
        }
        this.spread = spread(day);
    }

    /** Who stands for themselves: those who are named, and everybody where the provider named all that it counted. */
    private Set<String> people(MeasuredDay day) {
        Set<String> people = new HashSet<>();
        day.named().forEach(named -> people.add(named.person()));
        if (all().stream().noneMatch(one -> one.subject().equals(POOL))) {
            day.estimates().forEach(estimate -> people.add(estimate.person()));
        }
        return people;
    }

    static Residuals of(MeasuredDay day) {
        return new Residuals(day);
    }

    /** What the provider names goes to people, and the rest of its count to the pool. */
    private void share(MeasuredDay day) {
        Map<CellKey, Double> rest = new HashMap<>();
        for (Count count : day.counts()) {
            rest.put(count.cell(), (double) count.provider());
        }
        for (Named named : day.named()) {
            if (byCell.containsKey(named.cell())) {
                of(named.cell(), named.person()).count(named.tokens());
                rest.merge(named.cell(), (double) -named.tokens(), Double::sum);
            }
        }
        rest.forEach((cell, tokens) -> {
            if (tokens != 0) {
                of(cell, POOL).count(tokens);
            }
        });
    }

    private Residual of(CellKey cell, String subject) {
        return byCell.computeIfAbsent(cell, any -> new TreeMap<>())
                .computeIfAbsent(subject, any -> new Residual(cell, subject));
    }

    /** The median of how far people whose devices were heard are off, as a standard deviation. */
    private double spread(MeasuredDay day) {
        double[] off = all().stream()
                .filter(one -> !one.subject().equals(POOL) && one.expected() > 0 && one.counted() > 0)
                .filter(one -> day.hearing().apply(one.subject(), one.cell().hour()) == Hearing.HEARD)
                .mapToDouble(one -> Math.abs(one.open()) / one.expected())
                .sorted()
                .toArray();
        if (off.length < ENOUGH) {
            return USUAL_SPREAD;
        }
        return Math.max(LEAST_SPREAD, 1.4826 * (off[off.length / 2] + off[(off.length - 1) / 2]) / 2);
    }

    /** In the order of cells and subjects. */
    List<Residual> all() {
        return byCell.values().stream().flatMap(cell -> cell.values().stream()).toList();
    }

    Collection<Residual> in(CellKey cell) {
        return byCell.getOrDefault(cell, Map.of()).values();
    }

    double tolerance(Residual residual) {
        return residual.tolerance(spread);
    }

    /** Of several together, whose single errors partly cancel. */
    double tolerance(Collection<Residual> together) {
        return Math.sqrt(together.stream()
                .mapToDouble(one -> tolerance(one) * tolerance(one))
                .sum());
    }

    /** Whose devices see more than is counted for them, all hours of the day together, though single hours may hide it. */
    Set<String> shortOverTheDay() {
        return all().stream()
                .collect(Collectors.groupingBy(Residual::subject, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(ofSubject -> -ofSubject.getValue().stream()
                                .mapToDouble(Residual::open)
                                .sum()
                        > tolerance(ofSubject.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
