package dev.toktra.reconciliation.settling.calibration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An hour of a person and a model that both sides counted.
 *
 * @param estimator with model and client
 */
record Compared(
        String person,
        Estimator estimator,
        long estimatedInput,
        long countedInput,
        long estimatedOutput,
        long countedOutput) {

    double ratio() {
        return (double) (countedInput + countedOutput) / Math.max(1, estimatedInput + estimatedOutput);
    }

    /**
     * The factors of estimators whose way of counting has enough comparisons.
     *
     * @param wanted with model and client
     * @param least so many are enough
     */
    static List<Calibrated> calibrate(List<Compared> all, Collection<Estimator> wanted, int least) {
        List<Compared> compared = FullyCovered.of(all);
        Calibration input = new Calibration(compared.stream()
                .filter(one -> one.estimatedInput() > 0)
                .map(one -> new Comparison(one.estimator(), one.estimatedInput(), one.countedInput()))
                .toList());
        Calibration output = new Calibration(compared.stream()
                .filter(one -> one.estimatedOutput() > 0)
                .map(one -> new Comparison(one.estimator(), one.estimatedOutput(), one.countedOutput()))
                .toList());
        Map<String, Integer> bySource = new HashMap<>();
        Map<Estimator, Integer> own = new HashMap<>();
        for (Compared one : compared) {
            bySource.merge(one.estimator().tokenSource(), 1, Integer::sum);
            own.merge(one.estimator(), 1, Integer::sum);
        }
        List<Calibrated> calibrated = new ArrayList<>();
        for (Estimator estimator : wanted) {
            if (bySource.getOrDefault(estimator.tokenSource(), 0) >= least) {
                calibrated.add(new Calibrated(
                        estimator, input.factor(estimator), output.factor(estimator), own.getOrDefault(estimator, 0)));
            }
        }
        return calibrated;
    }
}
