package dev.toktra.scoring.tiers.rules;

import java.math.BigDecimal;

/**
 * The way to a tier.
 *
 * @param nights how many of the latest nights in a row count for it
 * @param missing what is still missing, in words with numbers
 */
public record Climb(Tier tier, BigDecimal threshold, int nights, int nightsNeeded, String missing) {

    static Climb of(Ladder ladder, Tier tier, int nights, NightScore latest) {
        return new Climb(
                tier,
                ladder.threshold(tier),
                Math.min(nights, ladder.nights()),
                ladder.nights(),
                missing(ladder, tier, nights, latest));
    }

    private static String missing(Ladder ladder, Tier tier, int nights, NightScore latest) {
        BigDecimal threshold = ladder.threshold(tier);
        BigDecimal score = latest.score();
        BigDecimal low = latest.low();
        if (score == null || low == null) {
            return "There is too little usage for a score.";
        }
        if (score.compareTo(threshold) < 0) {
            return "The score %s is %s below %s."
                    .formatted(plain(score), plain(threshold.subtract(score)), plain(threshold));
        }
        if (nights == 0) {
            return "The score %s is enough, but it is not certain: its lower bound %s is below %s. More active days narrow it."
                    .formatted(plain(score), plain(low), plain(threshold.subtract(ladder.margin())));
        }
        int left = Math.max(0, ladder.nights() - nights);
        return "The score is enough: it has to stay there for %d more %s."
                .formatted(left, left == 1 ? "night" : "nights");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
