package dev.toktra.devstack.provider.report;

import dev.toktra.devstack.provider.book.Amounts;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What tokens are billed as, with made-up prices: nothing here is anybody's price list. */
public enum TokenKind {
    INPUT(new Words("input", "uncached_input_tokens", "Input Tokens"), "1", Amounts::fresh),
    CACHE_READ(
            new Words("cached input", "cache_read_input_tokens", "Input Tokens, Cache Read"),
            "0.1",
            Amounts::cacheRead),
    CACHE_WRITE_5M(
            new Words("cache write", "cache_creation.ephemeral_5m_input_tokens", "Input Tokens, Cache Write (5m)"),
            "1.25",
            Amounts::cacheWrite5m),
    CACHE_WRITE_1H(
            new Words("cache write 1h", "cache_creation.ephemeral_1h_input_tokens", "Input Tokens, Cache Write (1h)"),
            "2",
            Amounts::cacheWrite1h),
    OUTPUT(new Words("output", "output_tokens", "Output Tokens"), "5", Amounts::output);

    private static final Map<String, String> USD_PER_MILLION =
            Map.of("opus", "5", "sonnet", "3", "haiku", "1", "embedding", "0.02", "mini", "0.15", "gpt-4", "2.5");

    private final Words words;
    private final BigDecimal factor;
    private final ToLongFunction<Amounts> tokens;

    TokenKind(Words words, String factor, ToLongFunction<Amounts> tokens) {
        this.words = words;
        this.factor = new BigDecimal(factor);
        this.tokens = tokens;
    }

    /** What OpenAI calls it in a line item, and Anthropic in a token type and in a description. */
    public record Words(String lineItem, String tokenType, String description) {}

    public Words words() {
        return words;
    }

    public long tokens(Amounts amounts) {
        return tokens.applyAsLong(amounts);
    }

    /** What the tokens of this kind cost, in US dollars; a batch costs half. */
    public BigDecimal usd(String model, Amounts amounts, boolean batch) {
        BigDecimal million = new BigDecimal(USD_PER_MILLION.keySet().stream()
                .filter(model::contains)
                .sorted()
                .findFirst()
                .map(part -> USD_PER_MILLION.getOrDefault(part, "1"))
                .orElse("1"));
        return million.multiply(factor)
                .multiply(BigDecimal.valueOf(tokens(amounts)))
                .multiply(batch ? new BigDecimal("0.5") : BigDecimal.ONE)
                .movePointLeft(6);
    }
}
