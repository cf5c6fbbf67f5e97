package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.budgets.CheckStore.Call;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a call that someone is about to make. */
final class CheckBody {

    private static final Set<String> KNOWN =
            Set.of("user_id", "provider", "model", "input_tokens", "output_tokens", "estimated_usd");

    private static final BigDecimal MOST_TOKENS = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000_000L);
    private static final int MONEY_DECIMALS = 12;

    private CheckBody() {}

    static Call call(JsonNode json) {
        JsonBody body = new JsonBody(json, KNOWN);
        UUID userId = body.required("user_id", JsonBody::id);
        String provider = body.required("provider", JsonBody::name);
        String model = body.required("model", JsonBody::name);
        Long input = tokens(body, "input_tokens");
        Long output = tokens(body, "output_tokens");
        BigDecimal usd = body.optional("estimated_usd", JsonBody.number(MOST_USD, MONEY_DECIMALS));
        body.done();
        return new Call(
                Objects.requireNonNull(userId),
                Objects.requireNonNull(provider),
                Objects.requireNonNull(model),
                input,
                output,
                usd);
    }

    private static @Nullable Long tokens(JsonBody body, String field) {
        BigDecimal tokens = body.optional(field, JsonBody.number(MOST_TOKENS, 0));
        return tokens == null ? null : tokens.longValueExact();
    }
}
