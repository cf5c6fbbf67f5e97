package dev.toktra.reconciliation.settling.calibration;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Leaves out people who are off as a whole: their devices see calls with keys that nobody is named for, or they also work
 * where no device sees it. Whoever is judged is judged by the middle of all their hours, so that single hours, which are off
 * by chance to both sides, stay.
 */
final class FullyCovered {

    /** Three standard deviations, as the median absolute deviation of a normal distribution tells them. */
    private static final double REACH = 3 * 1.4826;

    /** People are this much alike at best. */
    private static final double ALIKE = 0.02;

    /** Below so many nobody stands out. */
    private static final int ENOUGH = 4;

    private FullyCovered() {}

    static List<Compared> of(List<Compared> all) {
        return all.stream()
                .collect(Collectors.groupingBy(Compared::estimator, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(one -> ofEstimator(one).stream())
                .toList();
    }

    private static List<Compared> ofEstimator(List<Compared> compared) {
        Map<String, Double> people = compared.stream()
                .collect(Collectors.groupingBy(
                        Compared::person,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Compared::ratio, Collectors.toList()), FullyCovered::median)));
        if (people.size() < ENOUGH) {
            return compared;
        }
        double middle = median(people.values());
        double deviation = median(
                people.values().stream().map(ratio -> Math.abs(ratio - middle)).toList());
        double reach = Math.max(REACH * deviation, ALIKE * middle);
        return compared.stream()
                .filter(one -> Math.abs(people.getOrDefault(one.person(), middle) - middle) <= reach)
                .toList();
    }

    private static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
