package dev.toktra.scoring.scores.efficiency;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model's tokens cost an organisation in sum. */
public record TokenPrice(double cost, double tokens) {

    private double perToken() {
        return cost / tokens;
    }

    /** The price per token that half of all priced tokens cost at most; null where none has a price. */
    public static @Nullable Double median(List<TokenPrice> prices) {
        List<TokenPrice> known = prices.stream()
                .filter(price -> price.cost() > 0 && price.tokens() > 0)
                .sorted(Comparator.comparingDouble(TokenPrice::perToken))
                .toList();
        double half = known.stream().mapToDouble(TokenPrice::tokens).sum() / 2;
        double passed = 0;
        for (TokenPrice price : known) {
            passed += price.tokens();
            if (passed >= half) {
                return price.perToken();
            }
        }
        return null;
    }
}
