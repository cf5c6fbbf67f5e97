package dev.toktra.scoring.scores.efficiency;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one change that would raise a score most.
 *
 * @param value now
 * @param target what the best quarter of the peers has at least
 * @param gain in points
 * @param words all of it in a sentence
 */
public record Highlight(String component, BigDecimal value, BigDecimal target, BigDecimal gain, String words) {

    /** Fewer would learn from the target what single others do. */
    private static final int LEAST_PEERS = 5;

    private static final double LEAST_GAIN = 0.5;

    /** Null where nothing would raise it noticeably. */
    static @Nullable Highlight of(Judgement judgement) {
        Highlight best = null;
        double[] own = judgement.own();
        for (int i = 0; i < own.length; i++) {
            Highlight change = change(judgement, own, i);
            if (change != null && (best == null || change.gain().compareTo(best.gain()) > 0)) {
                best = change;
            }
        }
        return best;
    }

    private static @Nullable Highlight change(Judgement judgement, double[] own, int number) {
        Peers peers = judgement.peers(number);
        if (Double.isNaN(own[number]) || peers.count() < LEAST_PEERS) {
            return null;
        }
        double target = peers.upperQuartile();
        double[] changed = own.clone();
        changed[number] = target;
        double gain = judgement.score(changed) - judgement.score(own);
        if (!peers.isBetter(target, own[number]) || gain < LEAST_GAIN) {
            return null;
        }
        Yardstick yardstick = judgement.yardstick(number);
        return new Highlight(
                yardstick.component().word(),
                Rounding.figure(own[number]),
                Rounding.figure(target),
                Rounding.tenth(gain),
                words(yardstick, own[number], target)
                        + String.format(
                                Locale.ROOT, " Reaching that would raise the score by about %.1f points.", gain));
    }

    private static String words(Yardstick yardstick, double value, double target) {
        String form = switch (yardstick) {
            case OUTCOMES ->
                "1,000 cost-weighted tokens bring %s outcomes (an accepted edit is 1, a commit 5, a"
                        + " pull request 20); a quarter of the peers get %s or more out of them.";
            case OUTPUT_TOKENS ->
                "1,000 cost-weighted tokens bring %s output tokens of successful requests; a"
                        + " quarter of the peers get %s or more out of them.";
            case WASTED_SHARE ->
                "%s of the tokens went into failed or repeated requests; a quarter of the peers"
                        + " stay at %s or less.";
            case CACHED_SHARE -> "%s of the input came from a cache; a quarter of the peers reach %s or more.";
            case TRIFLES_TO_TOP ->
                "%s of the small requests went to a top-class model; a quarter of the peers"
                        + " send %s or less there.";
        };
        return String.format(Locale.ROOT, form, number(yardstick, value), number(yardstick, target));
    }

    private static String number(Yardstick yardstick, double value) {
        return yardstick.component() == Component.PRODUCTIVE_OUTPUT
                ? String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value)
                : String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }
}
