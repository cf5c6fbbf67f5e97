package dev.toktra.scoring.scores.efficiency;

import java.math.BigDecimal;
import java.util.Locale;

/** Whether a score has moved. */
public enum Trend {
    UP,
    FLAT,
    DOWN;

    /** Up or down beyond the dead band or half the interval's width on one side, whichever is larger. */
    public static Trend of(BigDecimal change, BigDecimal low, BigDecimal high, double deadBand) {
        double band = Math.max(deadBand, high.subtract(low).doubleValue() / 2);
        if (Math.abs(change.doubleValue()) <= band) {
            return FLAT;
        }
        return change.signum() > 0 ? UP : DOWN;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
