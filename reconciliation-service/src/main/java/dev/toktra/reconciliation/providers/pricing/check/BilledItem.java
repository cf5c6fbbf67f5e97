package dev.toktra.reconciliation.providers.pricing.check;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a provider's bill of a day.
 *
 * @param model in the provider's words; null where the line names none
 * @param lineItem OpenAI's {@code gpt-5, cached input}, or Anthropic's description
 */
record BilledItem(@Nullable String model, @Nullable String lineItem, BigDecimal usd) {

    private static final Pattern OF_TOKENS = Pattern.compile(
            "(?:(.*), )?(?:[a-z ]*(?:input|output)|cache (?:read|write)[a-z0-9 ]*)", Pattern.CASE_INSENSITIVE);

    /** Whether it bills tokens; a bill that is not itemised is taken for one of tokens. */
    boolean isOfTokens() {
        return model != null || lineItem == null || OF_TOKENS.matcher(lineItem).matches();
    }

    /** The model whose tokens it bills. */
    Optional<String> billedModel() {
        if (model != null || lineItem == null) {
            return Optional.ofNullable(model);
        }
        Matcher item = OF_TOKENS.matcher(lineItem);
        return item.matches() ? Optional.ofNullable(item.group(1)) : Optional.empty();
    }
}
