package dev.toktra.reconciliation.settling.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The factors of all estimators, each drawn towards those of its relatives by as much as its own comparisons leave it open:
 * partial pooling (Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5), computed exactly by passing beliefs up and down
 * the tree of estimators (Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, ch. 4). An estimator without
 * comparisons has what its relatives suggest, and a wider interval.
 */
public final class Calibration {

    /** How much the logarithms of models' factors vary for one way of counting. */
    private static final double BETWEEN_MODELS = 0.10 * 0.10;

    /** How much those of a model's clients vary. */
    private static final double BETWEEN_CLIENTS = 0.05 * 0.05;

    private final Map<Estimator, List<Comparison>> own = new HashMap<>();
    private final Map<Estimator, Set<Estimator>> narrower = new HashMap<>();
    private final Map<Estimator, Optional<Belief>> fromBelow = new HashMap<>();

    /** @param compared of estimators with model and client */
    public Calibration(List<Comparison> compared) {
        for (Comparison comparison : compared) {
            own.computeIfAbsent(comparison.estimator(), any -> new ArrayList<>())
                    .add(comparison);
        }
        own.keySet().forEach(this::join);
    }

    private void join(Estimator estimator) {
        estimator.wider().ifPresent(wider -> {
            narrower.computeIfAbsent(wider, any -> new LinkedHashSet<>()).add(estimator);
            join(wider);
        });
    }

    /** The factor of an estimator, whatever is known of it. */
    public Factor factor(Estimator estimator) {
        Belief outside = fromOutside(estimator);
        return fromBelow(estimator).map(outside::with).orElse(outside).factor(comparisons(estimator));
    }

    /** The estimators with comparisons, and all wider ones. */
    public Set<Estimator> estimators() {
        Set<Estimator> all = new LinkedHashSet<>(own.keySet());
        all.addAll(narrower.keySet());
        return all;
    }

    private int comparisons(Estimator estimator) {
        return own.getOrDefault(estimator, List.of()).size()
                + narrower.getOrDefault(estimator, Set.of()).stream()
                        .mapToInt(this::comparisons)
                        .sum();
    }

    /** What its own comparisons and those of narrower ones say. */
    private Optional<Belief> fromBelow(Estimator estimator) {
        Optional<Belief> known = fromBelow.get(estimator);
        if (known == null) {
            known = own.containsKey(estimator)
                    ? Optional.of(Evidence.of(own.get(estimator)))
                    : fromNarrower(estimator, null);
            fromBelow.put(estimator, known);
        }
        return known;
    }

    private Optional<Belief> fromNarrower(Estimator estimator, @Nullable Estimator except) {
        return narrower.getOrDefault(estimator, Set.of()).stream()
                .filter(one -> !one.equals(except))
                .flatMap(one -> fromBelow(one).stream().map(belief -> belief.ofOne(variation(one))))
                .reduce(Belief::with);
    }

    /** What everything else says. */
    private Belief fromOutside(Estimator estimator) {
        return estimator
                .wider()
                .map(wider -> {
                    Belief outside = fromOutside(wider);
                    return fromNarrower(wider, estimator)
                            .map(outside::with)
                            .orElse(outside)
                            .ofOne(variation(estimator));
                })
                .orElse(Belief.PRIOR);
    }

    private static double variation(Estimator estimator) {
        return estimator.client() == null ? BETWEEN_MODELS : BETWEEN_CLIENTS;
    }
}
