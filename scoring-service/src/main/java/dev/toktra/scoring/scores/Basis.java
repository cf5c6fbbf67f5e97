package dev.toktra.scoring.scores;

import dev.toktra.scoring.scores.efficiency.TokenPrice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of an organisation's window say about it as a whole.
 *
 * @param rows how many facts there are
 * @param tokenPrice the median in USD; null where nothing is priced
 * @param settledThrough the last day until which all usage is settled; null: none
 * @param reporting applications that report outcomes
 * @param caching providers that report caching
 * @param topModels among those that were used
 */
record Basis(
        long rows,
        @Nullable Double tokenPrice,
        @Nullable LocalDate settledThrough,
        Set<String> reporting,
        Set<String> caching,
        Set<String> topModels) {

    /** Facts of one application with one model, summed. */
    record Line(
            String provider,
            String model,
            String application,
            long rows,
            double cost,
            double pricedTokens,
            long outcomes,
            long cacheRead,
            @Nullable LocalDate firstUnsettled,
            @Nullable LocalDate lastSettled) {}

    static Basis of(List<Line> lines, ModelClasses classes) {
        Map<String, TokenPrice> prices = new HashMap<>();
        Set<String> reporting = new TreeSet<>();
        Set<String> caching = new TreeSet<>();
        Set<String> top = new TreeSet<>();
        long rows = 0;
        for (Line line : lines) {
            rows += line.rows();
            prices.merge(
                    line.provider() + "|" + line.model(),
                    new TokenPrice(line.cost(), line.pricedTokens()),
                    (one, other) -> new TokenPrice(one.cost() + other.cost(), one.tokens() + other.tokens()));
            addIf(line.outcomes() > 0, reporting, line.application());
            addIf(line.cacheRead() > 0, caching, line.provider());
            addIf(classes.isTop(line.model()), top, line.model());
        }
        Double price = TokenPrice.median(new ArrayList<>(prices.values()));
        return new Basis(rows, price, settledThrough(lines), reporting, caching, top);
    }

    private static void addIf(boolean holds, Set<String> set, String name) {
        if (holds) {
            set.add(name);
        }
    }

    private static @Nullable LocalDate settledThrough(List<Line> lines) {
        LocalDate last = null;
        LocalDate open = null;
        for (Line line : lines) {
            LocalDate settled = line.lastSettled();
            LocalDate unsettled = line.firstUnsettled();
            last = settled != null && (last == null || settled.isAfter(last)) ? settled : last;
            open = unsettled != null && (open == null || unsettled.isBefore(open)) ? unsettled : open;
        }
        return last == null || open == null || last.isBefore(open) ? last : open.minusDays(1);
    }
}
