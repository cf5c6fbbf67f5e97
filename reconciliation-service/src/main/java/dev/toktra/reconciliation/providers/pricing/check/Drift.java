package dev.toktra.reconciliation.providers.pricing.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How far what a provider bills for tokens is from what they cost by our prices.
 *
 * @param usd what the provider bills more; negative where it bills less
 * @param percent of what the provider bills, to two places; null where it bills nothing
 */
record Drift(BigDecimal usd, @Nullable BigDecimal percent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PLACES = 2;

    static Drift of(BigDecimal ours, BigDecimal billed) {
        BigDecimal more = billed.subtract(ours);
        BigDecimal percent = billed.signum() == 0
                ? null
                : more.multiply(HUNDRED).divide(billed.abs(), PLACES, RoundingMode.HALF_EVEN);
        return new Drift(more, percent);
    }

    /**
     * What is worth a look.
     *
     * @param percent both must be exceeded
     * @param usd a day
     */
    record Limits(BigDecimal percent, BigDecimal usd) {}

    /** What an administrator should hear; null where both agree well enough. */
    @Nullable
    String signal(String provider, long unpricedTokens, Limits limits) {
        boolean large = usd.abs().compareTo(limits.usd()) > 0
                && (percent == null || percent.abs().compareTo(limits.percent()) > 0);
        if (!large) {
            return null;
        }
        String amount = usd.abs().setScale(PLACES, RoundingMode.HALF_EVEN).toPlainString();
        String share = percent == null ? "" : " (" + percent.abs().toPlainString() + " %)";
        String words = provider + " bills USD " + amount + share + (usd.signum() > 0 ? " more" : " less")
                + " than its reconciled tokens cost by the price table. ";
        return words
                + (usd.signum() > 0 && unpricedTokens > 0
                        ? unpricedTokens + " of them have no price: see /v1/prices/unknown."
                        : "Look at the models below, and put prices of your contract into toktra.prices.file.");
    }
}
