package dev.toktra.scoring.scores.efficiency;

import java.util.Locale;

/** What a component is measured by; only people measured alike are compared. */
public enum Yardstick {
    /** Outcome units per 1,000 cost-weighted tokens of tools that report outcomes. */
    OUTCOMES(Component.PRODUCTIVE_OUTPUT, true, Measure.UNITS, Measure.REPORTING, 1000),
    /** Output tokens of requests that succeeded and repeat no other, per 1,000 cost-weighted tokens. */
    OUTPUT_TOKENS(Component.PRODUCTIVE_OUTPUT, true, Measure.GOOD_OUTPUT, Measure.TOKENS, 1000),
    /** Share of cost-weighted tokens in failed or retried requests. */
    WASTED_SHARE(Component.WASTE, false, Measure.WASTED, Measure.SEEN, 1),
    /** Share of input tokens read from a cache. */
    CACHED_SHARE(Component.CACHE_REUSE, true, Measure.CACHE_READ, Measure.CACHE_INPUT, 1),
    /** Share of small requests that went to a top-class model. */
    TRIFLES_TO_TOP(Component.MODEL_FIT, false, Measure.SMALL_TO_TOP, Measure.SMALL_REQUESTS, 1);

    /** Values that differ by less are equal: sums of fractions are not exact. */
    private static final long EQUAL = (1L << 12) - 1;

    private final Component component;
    private final boolean moreIsBetter;
    private final Measure part;
    private final Measure whole;
    private final double per;

    @SuppressWarnings("checkstyle:ParameterNumber") // what a constant is
    Yardstick(Component component, boolean moreIsBetter, Measure part, Measure whole, double per) {
        this.component = component;
        this.moreIsBetter = moreIsBetter;
        this.part = part;
        this.whole = whole;
        this.per = per;
    }

    public Component component() {
        return component;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** As answers name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The raw value of sums by {@link Measure}; NaN where there is no data. */
    double value(double[] sums) {
        double of = sums[whole.ordinal()];
        if (!(of > 0)) {
            return Double.NaN;
        }
        double value = per * sums[part.ordinal()] / of;
        return Double.longBitsToDouble((Double.doubleToRawLongBits(value) + EQUAL / 2) & ~EQUAL);
    }
}
