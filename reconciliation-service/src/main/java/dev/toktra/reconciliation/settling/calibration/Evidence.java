package dev.toktra.reconciliation.settling.calibration;

import java.util.Arrays;
import java.util.List;

/** What comparisons of one estimator say about its factor by themselves. */
final class Evidence {

    /** Three standard deviations, as the median absolute deviation of a normal distribution tells them. */
    private static final double REACH = 3 * 1.4826;

    /** Below this nothing is known any better: counts are rounded, clocks are off. */
    private static final double LEAST_VARIANCE = 0.001 * 0.001;

    /** Of comparisons that are too few to show how much they vary. */
    private static final double UNSEEN_VARIANCE = 0.3 * 0.3;

    private static final int ENOUGH = 5;

    private Evidence() {}

    /**
     * The ratio of sums with its variance by the delta method (Cochran, Sampling Techniques, 1977, ch. 6), after single
     * ratios that are far off the median were drawn in, so that a call that only one side saw does not decide.
     */
    static Belief of(List<Comparison> comparisons) {
        double[] counted = drawnIn(comparisons);
        double sum = Arrays.stream(counted).sum();
        double estimated =
                comparisons.stream().mapToDouble(Comparison::estimated).sum();
        double ratio = Math.max(sum, 1) / estimated;
        double squares = 0;
        for (int i = 0; i < counted.length; i++) {
            double off = counted[i] - ratio * comparisons.get(i).estimated();
            squares += off * off;
        }
        int n = counted.length;
        double variance = n < ENOUGH
                ? Math.max(squares / (sum * sum), UNSEEN_VARIANCE / n)
                : squares
                        / (sum * sum)
                        * n
                        / (n - 3); // as wide as Student's distribution, whose variance is unknown too
        return new Belief(Math.log(ratio), Math.max(LEAST_VARIANCE, variance));
    }

    private static double[] drawnIn(List<Comparison> comparisons) {
        double[] ratios = comparisons.stream().mapToDouble(Comparison::ratio).toArray();
        double middle = median(ratios);
        double reach = REACH
                * median(Arrays.stream(ratios)
                        .map(ratio -> Math.abs(ratio - middle))
                        .toArray());
        double[] counted = new double[ratios.length];
        for (int i = 0; i < counted.length; i++) {
            double ratio = Math.min(middle + reach, Math.max(middle - reach, ratios[i]));
            counted[i] = ratio * comparisons.get(i).estimated();
        }
        return counted;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
