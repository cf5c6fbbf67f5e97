package dev.toktra.devstack.provider.report;

import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.names.PriceTag;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What tokens are billed as. */
public enum TokenKind {
    INPUT(new Words("input", "uncached_input_tokens", "Input Tokens"), PriceTag::fresh, Amounts::fresh),
    CACHE_READ(
            new Words("cached input", "cache_read_input_tokens", "Input Tokens, Cache Read"),
            PriceTag::cacheRead,
            Amounts::cacheRead),
    CACHE_WRITE_5M(
            new Words("cache write", "cache_creation.ephemeral_5m_input_tokens", "Input Tokens, Cache Write (5m)"),
            PriceTag::cacheWrite5m,
            Amounts::cacheWrite5m),
    CACHE_WRITE_1H(
            new Words("cache write 1h", "cache_creation.ephemeral_1h_input_tokens", "Input Tokens, Cache Write (1h)"),
            PriceTag::cacheWrite1h,
            Amounts::cacheWrite1h),
    OUTPUT(new Words("output", "output_tokens", "Output Tokens"), PriceTag::output, Amounts::output);

    private final Words words;
    private final Function<PriceTag, BigDecimal> price;
    private final ToLongFunction<Amounts> tokens;

    TokenKind(Words words, Function<PriceTag, BigDecimal> price, ToLongFunction<Amounts> tokens) {
        this.words = words;
        this.price = price;
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
    public BigDecimal usd(PriceTag tag, Amounts amounts, boolean batch) {
        return price.apply(tag)
                .multiply(BigDecimal.valueOf(tokens(amounts)))
                .multiply(batch ? new BigDecimal("0.5") : BigDecimal.ONE)
                .movePointLeft(6);
    }
}
