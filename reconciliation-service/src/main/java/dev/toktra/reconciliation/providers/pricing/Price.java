package dev.toktra.reconciliation.providers.pricing;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Provider;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs in a service tier for a time.
 *
 * @param model canonical name, or a pattern in which {@code *} stands for anything
 * @param from first day of UTC; null: since ever
 * @param until day of UTC on which it holds no longer; null: until further notice
 * @param source who says so
 */
public record Price(
        Provider provider,
        String model,
        ServiceTier tier,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Rates rates,
        String source) {

    private static final int DIGITS = 8;

    public Price {
        if (model.isBlank() || !model.equals(model.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a model is named in lower case");
        }
        if (!tier.isByToken()) {
            throw new IllegalArgumentException("the tier " + tier.word() + " has no price by token");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a price holds from a day before the one on which it ends");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("a price has a source");
        }
    }

    /** What is priced; prices of one key follow each other. */
    public record Key(Provider provider, String model, ServiceTier tier) {

        @Override
        public String toString() {
            return provider.word() + " " + model + " (" + tier.word() + ")";
        }
    }

    public Key key() {
        return new Key(provider, model, tier);
    }

    /** Readable, and another one for whatever is another price. */
    public String id() {
        String start = from == null ? "ever" : from.toString();
        byte[] content = (until + "|" + plain(rates.input()) + "|" + plain(rates.cacheRead()) + "|"
                        + plain(rates.cacheWrite()) + "|" + plain(rates.cacheWrite1h()) + "|" + plain(rates.output())
                        + "|" + source)
                .getBytes(StandardCharsets.UTF_8);
        String digits = UUID.nameUUIDFromBytes(content).toString().substring(0, DIGITS);
        return String.join("/", provider.word(), model, tier.word(), start, digits);
    }

    private static String plain(@Nullable BigDecimal rate) {
        return rate == null ? "" : rate.stripTrailingZeros().toPlainString();
    }

    public boolean holdsOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }

    /** Whether there is a day on which both hold. */
    boolean overlaps(Price other) {
        return (from == null || other.until == null || from.isBefore(other.until))
                && (until == null || other.from == null || other.from.isBefore(until));
    }

    boolean isPattern() {
        return model.indexOf('*') >= 0;
    }

    boolean fits(String name) {
        if (!isPattern()) {
            return model.equals(name);
        }
        String[] parts = model.split("\\*", -1);
        StringBuilder expression = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            expression.append(".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.matches(expression.toString(), name);
    }

    /** What tokens cost, exactly, in US dollars. */
    public BigDecimal cost(Counts counts) {
        return rates.cost(counts);
    }
}
