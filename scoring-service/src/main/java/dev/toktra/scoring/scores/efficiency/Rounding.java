package dev.toktra.scoring.scores.efficiency;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How figures are shown. */
final class Rounding {

    private static final MathContext FIGURES = new MathContext(6, RoundingMode.HALF_UP);

    private Rounding() {}

    /** With one decimal. */
    static BigDecimal tenth(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }

    /** With four decimals. */
    static BigDecimal share(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    }

    /** With six digits that matter. */
    static BigDecimal figure(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(FIGURES).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** With one decimal each, so that they sum up to the rounded sum: what is left goes to the largest remainders. */
    static List<BigDecimal> summingUp(double[] values, BigDecimal sum) {
        long[] tenths = new long[values.length];
        List<Integer> byRemainder = new ArrayList<>();
        long left = sum.movePointRight(1).longValueExact();
        for (int i = 0; i < values.length; i++) {
            tenths[i] = (long) Math.floor(values[i] * 10);
            left -= tenths[i];
            byRemainder.add(i);
        }
        byRemainder.sort(Comparator.comparingDouble((Integer i) -> tenths[i] - values[i] * 10));
        for (int i = 0; i < left; i++) {
            tenths[byRemainder.get(i % values.length)]++;
        }
        List<BigDecimal> rounded = new ArrayList<>();
        for (long value : tenths) {
            rounded.add(BigDecimal.valueOf(value, 1));
        }
        return rounded;
    }
}
